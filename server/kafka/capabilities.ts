import { VivariumError } from '@/lib/errors'
import type { Api } from './wire/apis'
import type { ApiVersionsResponse } from './wire/schemas/api-versions.gen'

/** What a broker says of itself when a connection opens. Source: ApiVersions (key 18). */
export interface Capabilities {
  /** Version range by API key. */
  apis: Map<number, { min: number; max: number }>
  /** Features the broker could run; empty below ApiVersions v3 and in ZooKeeper mode. */
  supportedFeatures: { name: string; min: number; max: number }[]
  /** Feature levels in force in the cluster, `metadata.version` among them; null where the broker names none. */
  finalizedFeatures: { name: string; min: number; max: number }[] | null
  /** Level of `metadata.version` in force; null in ZooKeeper mode. */
  metadataVersion: number | null
}

/** Reads an ApiVersions answer. */
export function parseCapabilities(answer: ApiVersionsResponse): Capabilities {
  // −1 = "not known": the list then says nothing.
  const finalized = answer.finalizedFeaturesEpoch >= 0n ? answer.finalizedFeatures : null
  return {
    apis: new Map(
      answer.apiKeys.map(({ apiKey, minVersion, maxVersion }) => [apiKey, { min: minVersion, max: maxVersion }]),
    ),
    supportedFeatures: answer.supportedFeatures.map((one) => ({
      name: one.name,
      min: one.minVersion,
      max: one.maxVersion,
    })),
    finalizedFeatures:
      finalized?.map((one) => ({ name: one.name, min: one.minVersionLevel, max: one.maxVersionLevel })) ?? null,
    metadataVersion: finalized?.find((one) => one.name === 'metadata.version')?.maxVersionLevel ?? null,
  }
}

/** The version to speak: the lower of our pin and the broker's highest. Errors: `unsupported`, naming both ranges. */
export function negotiateVersion(api: Api<never, unknown>, broker: string, { apis }: Capabilities): number {
  const { name, key, versions } = api.schema
  const range = apis.get(key)
  if (!range) {
    throw new VivariumError({ code: 'unsupported', message: `${name} is not available on broker ${broker}` })
  }
  const version = Math.min(api.pin, range.max)
  if (version < Math.max(range.min, versions[0])) {
    throw new VivariumError({
      code: 'unsupported',
      message: `${name} is not available on broker ${broker}: it speaks v${range.min} to v${range.max}, we v${versions[0]} to v${api.pin}`,
    })
  }
  return version
}
