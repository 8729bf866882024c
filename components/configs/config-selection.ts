import type { ConfigEntry, ConfigSource } from '@/lib/views/config-entry'

const SOURCE_WORDS: Record<ConfigSource, string> = {
  topic: 'topic override',
  'dynamic-broker': 'dynamic, this broker',
  'dynamic-default-broker': 'dynamic, all brokers',
  'static-broker': 'server.properties',
  default: 'default',
  'dynamic-broker-logger': 'logger level',
  'client-metrics': 'client metrics',
  group: 'group',
  unknown: 'unknown',
}

/** Where a value was set, in words an operator looks for. */
export function sourceInWords(source: ConfigSource): string {
  return SOURCE_WORDS[source]
}

/** Whether someone set the key to something other than its default; a secret's value is unknown, so setting it counts. */
export function differsFromDefault({ source, value, default: standard, sensitive }: ConfigEntry): boolean {
  if (source === 'default') return false
  return sensitive || standard === null || value !== standard
}

/** Whether the key is set on the topic itself. */
export function isTopicOverride({ source }: ConfigEntry): boolean {
  return source === 'topic'
}

/** Entries whose key or value contains the text, whatever the case. */
export function searchConfig(entries: readonly ConfigEntry[], text: string): ConfigEntry[] {
  const wanted = text.trim().toLowerCase()
  return entries.filter(
    ({ name, value }) => name.toLowerCase().includes(wanted) || (value ?? '').toLowerCase().includes(wanted),
  )
}
