/** First level of `metadata.version` that belongs to each release. Source: Kafka's MetadataVersion. */
const FIRST_LEVEL: readonly (readonly [level: number, release: string])[] = [
  [1, '3.0'],
  [2, '3.1'],
  [3, '3.2'],
  [4, '3.3'],
  [8, '3.4'],
  [9, '3.5'],
  [12, '3.6'],
  [15, '3.7'],
  [20, '3.8'],
  [21, '3.9'],
  [22, '4.0'],
  [26, '4.1'],
]
const LAST_KNOWN_LEVEL = 27

/** The Kafka release a highest supported level belongs to; beyond what we know, the last one with `or newer`; null below 1. */
export function kafkaVersionOfLevel(level: number): string | null {
  const release = FIRST_LEVEL.findLast(([first]) => level >= first)?.[1]
  if (!release) return null
  return level > LAST_KNOWN_LEVEL ? `${release} or newer` : release
}
