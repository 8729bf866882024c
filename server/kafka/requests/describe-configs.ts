import type { BrokerRouter } from '../broker-router'
import { groupBy } from '../group-by'
import { itemError, itemErrorOf, type KafkaItemError } from '../item-error'
import { APIS } from '../wire/apis'
import type { DescribeConfigsResponse } from '../wire/schemas/describe-configs.gen'
import { type CallOptions, DETAIL_TIMEOUT_MS, waitOf } from './call-options'

/**
 * The configuration of many resources, keyed "type:name"; every resource asked for has an entry. A broker's own is asked
 * of that broker, all else of any broker, 250 at a time.
 * Source: DescribeConfigs (key 32, `DescribeConfigsResponse`). Errors: the signal's reason only.
 */
export async function describeConfigs(
  router: BrokerRouter,
  resources: ConfigResource[],
  { documentation = false, ...options }: CallOptions & { documentation?: boolean } = {},
): Promise<Map<string, ResourceConfig>> {
  const byTarget = groupBy(resources, ({ type, name }) => (type === 'broker' && name !== '' ? name : null))
  const result = new Map<string, ResourceConfig>()
  await Promise.all(
    [...byTarget].map(async ([target, all]) => {
      for (let at = 0; at < all.length; at += BATCH) {
        const part = await askBatch(router, target, all.slice(at, at + BATCH), documentation, options)
        for (const [key, config] of part) result.set(key, config)
      }
    }),
  )
  return result
}

/** What has a configuration; a broker's name is its id, '' = the cluster-wide default of brokers. */
export interface ConfigResource {
  type: 'topic' | 'broker'
  name: string
  /** Absent or null = all keys. */
  keys?: string[] | null
}

/** Where a value comes from, Kafka's own words (`DescribeConfigsResponse.ConfigSource`). */
export type ConfigSource =
  | 'UNKNOWN'
  | 'DYNAMIC_TOPIC_CONFIG'
  | 'DYNAMIC_BROKER_CONFIG'
  | 'DYNAMIC_DEFAULT_BROKER_CONFIG'
  | 'STATIC_BROKER_CONFIG'
  | 'DEFAULT_CONFIG'
  | 'DYNAMIC_BROKER_LOGGER_CONFIG'
  | 'CLIENT_METRICS_CONFIG'
  | 'GROUP_CONFIG'

/** Kafka's own words (`DescribeConfigsResponse.ConfigType`). */
export type ConfigType =
  | 'UNKNOWN'
  | 'BOOLEAN'
  | 'STRING'
  | 'INT'
  | 'SHORT'
  | 'LONG'
  | 'DOUBLE'
  | 'LIST'
  | 'CLASS'
  | 'PASSWORD'

export interface ConfigEntry {
  name: string
  /** Null: sensitive, or not set. */
  value: string | null
  source: ConfigSource
  isDefault: boolean
  readOnly: boolean
  sensitive: boolean
  type: ConfigType
  /** HTML of Kafka's own; null unless asked for. */
  documentation: string | null
  /** All values in force for this key, the winning one first. */
  synonyms: { name: string; value: string | null; source: ConfigSource }[]
}

/** The entries of one resource by key name, or why they are unknown. */
export type ResourceConfig = ConfigEntry[] | { error: KafkaItemError }

const RESOURCE_TYPES: Record<ConfigResource['type'], number> = { topic: 2, broker: 4 }
const SOURCES: readonly ConfigSource[] = [
  'UNKNOWN',
  'DYNAMIC_TOPIC_CONFIG',
  'DYNAMIC_BROKER_CONFIG',
  'DYNAMIC_DEFAULT_BROKER_CONFIG',
  'STATIC_BROKER_CONFIG',
  'DEFAULT_CONFIG',
  'DYNAMIC_BROKER_LOGGER_CONFIG',
  'CLIENT_METRICS_CONFIG',
  'GROUP_CONFIG',
]
const TYPES: readonly ConfigType[] = [
  'UNKNOWN',
  'BOOLEAN',
  'STRING',
  'INT',
  'SHORT',
  'LONG',
  'DOUBLE',
  'LIST',
  'CLASS',
  'PASSWORD',
]
/** Resources in one request: with documentation a topic takes some 15 kB of the answer. */
const BATCH = 250
const UNKNOWN_SERVER_ERROR = -1

async function askBatch(
  router: BrokerRouter,
  target: string | null,
  resources: ConfigResource[],
  documentation: boolean,
  options: CallOptions,
): Promise<Map<string, ResourceConfig>> {
  const draft = (version: number) => ({
    resources: resources.map(({ type, name, keys }) => ({
      resourceType: RESOURCE_TYPES[type],
      resourceName: name,
      configurationKeys: keys ?? null,
    })),
    includeSynonyms: true,
    // Told since Kafka 2.6; what older brokers can tell is worth having without.
    includeDocumentation: documentation && version >= 3,
  })
  const wait = waitOf(options, DETAIL_TIMEOUT_MS)
  const configs = new Map<string, ResourceConfig>()
  const fillAll = (error: KafkaItemError | null) => {
    if (error) for (const { type, name } of resources) configs.set(`${type}:${name}`, { error })
  }
  try {
    const answer =
      target === null
        ? await router.any(APIS.describeConfigs, draft, wait, (whole) => whole)
        : await router.one(Number(target), APIS.describeConfigs, draft, wait)
    fillAll(itemError(UNKNOWN_SERVER_ERROR, 'the broker left this resource out'))
    for (const { errorCode, errorMessage, resourceType, resourceName, configs: entries } of answer.results) {
      const error = itemError(errorCode, errorMessage)
      const type = resourceType === RESOURCE_TYPES.topic ? 'topic' : 'broker'
      configs.set(`${type}:${resourceName}`, error ? { error } : entries.map(parseEntry))
    }
  } catch (error) {
    fillAll(itemErrorOf(error))
  }
  return configs
}

function parseEntry(entry: DescribeConfigsResponse['results'][number]['configs'][number]): ConfigEntry {
  const source = SOURCES[entry.configSource] ?? 'UNKNOWN'
  return {
    name: entry.name,
    value: entry.value,
    source,
    isDefault: source === 'DEFAULT_CONFIG',
    readOnly: entry.readOnly,
    sensitive: entry.isSensitive,
    type: TYPES[entry.configType] ?? 'UNKNOWN',
    documentation: entry.documentation,
    synonyms: entry.synonyms.map((one) => ({
      name: one.name,
      value: one.value,
      source: SOURCES[one.source] ?? 'UNKNOWN',
    })),
  }
}
