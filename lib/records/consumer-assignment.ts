import type { TopicPartitions } from '../model/consumer-group'
import { ByteReader } from './byte-reader'

/**
 * What a member of a classic group of protocol type `consumer` holds; no bytes mean nothing. Null where the bytes are no
 * such assignment. Source: `ConsumerProtocolAssignment`, later fields left alone:
 * int16 version, int32 count of (topic, int32 count of int32 partition), user data.
 */
export function decodeAssignment(bytes: Uint8Array): TopicPartitions[] | null {
  if (bytes.length === 0) return []
  try {
    const reader = new ByteReader(bytes)
    reader.int16()
    return ordered(reader.list(() => ({ topic: reader.text(), partitions: reader.list(() => reader.int32()) })))
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** Ascending by topic name and partition, one item a topic: brokers and assignors keep no order. */
export function ordered(assignment: readonly TopicPartitions[]): TopicPartitions[] {
  const byTopic = new Map<string, number[]>()
  for (const { topic, partitions } of assignment) byTopic.set(topic, [...(byTopic.get(topic) ?? []), ...partitions])
  return [...byTopic]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([topic, partitions]) => ({ topic, partitions: partitions.sort((a, b) => a - b) }))
}
