/** How the records of a batch are compressed; `unknown` for a number no Kafka we know writes. */
export type CompressionName = (typeof NAMES)[number] | 'unknown'

/** By the lowest three bits of a batch's attributes. Source: Kafka's `CompressionType`. */
export function compressionName(attributes: number): CompressionName {
  return NAMES[attributes & 7] ?? 'unknown'
}

const NAMES = ['none', 'gzip', 'snappy', 'lz4', 'zstd'] as const
