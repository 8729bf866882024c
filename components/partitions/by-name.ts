import { compareNames, type PartitionRow } from '@/lib/rows/partition-row'

/** Partitions by topic, then by number. */
export function byName(a: PartitionRow, b: PartitionRow): number {
  return compareNames(a.topic, b.topic) || a.partition - b.partition
}
