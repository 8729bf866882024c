import { z } from 'zod'
import type { ConfigAnswer, ConfigEntry, ConfigSource } from '../views/config-entry'
import { known, maybe } from './fields/known'

/** One configuration key of a topic or broker; `default` is what it would be without the override. */
export const configItem = z.strictObject({
  name: z.string(),
  ...maybe('value', z.string()),
  source: z.enum([
    'topic',
    'dynamic-broker',
    'dynamic-default-broker',
    'static-broker',
    'default',
    'dynamic-broker-logger',
    'client-metrics',
    'group',
    'unknown',
  ] satisfies ConfigSource[]),
  ...maybe('default', z.string()),
  ...maybe('documentation', z.string()),
  ...maybe('type', z.string()),
  readOnly: z.boolean(),
  sensitive: z.boolean(),
})

/** The shape of a configuration read for this very answer: null with its reason when the broker did not give it. */
export const configShape = maybe('config', z.array(configItem))

/** The configuration as the API gives it. */
export function configBody({ entries, error }: ConfigAnswer) {
  return known('config', entries?.map(toConfigItem) ?? null, error ?? 'the broker did not give it')
}

function toConfigItem(entry: ConfigEntry): z.infer<typeof configItem> {
  const secret = 'sensitive: brokers never give it'
  return {
    name: entry.name,
    ...known('value', entry.value, entry.sensitive ? secret : 'not set'),
    source: entry.source,
    ...known('default', entry.default, entry.sensitive ? secret : 'the broker names none'),
    ...known('documentation', entry.documentation, 'the broker gives none'),
    ...known('type', entry.type, 'the broker does not tell types'),
    readOnly: entry.readOnly,
    sensitive: entry.sensitive,
  }
}
