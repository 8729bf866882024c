/** Where a configuration value comes from, in Kafka's words (DescribeConfigs `source`). */
export type ConfigSource =
  | 'topic'
  | 'dynamic-broker'
  | 'dynamic-default-broker'
  | 'static-broker'
  | 'default'
  | 'dynamic-broker-logger'
  | 'client-metrics'
  | 'group'
  | 'unknown'

/** One configuration key of a topic or broker. Source: DescribeConfigs (API key 32). */
export interface ConfigEntry {
  name: string
  /** null when sensitive or unset. */
  value: string | null
  source: ConfigSource
  /** What it would be without the override; null when unknown. */
  default: string | null
  /** Kafka's own type word, lower case: `long`, `boolean`, `list`; null below v3. */
  type: string | null
  readOnly: boolean
  sensitive: boolean
  documentation: string | null
}

/** The keys, or why they could not be read. */
export type ConfigAnswer = { entries: ConfigEntry[]; error: null } | { entries: null; error: string }
