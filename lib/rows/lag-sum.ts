import type { GroupPartitionRow } from './group-partition-row'

/** The sum over what is known, and how much that is. */
export function lagSum(rows: readonly Pick<GroupPartitionRow, 'lag'>[]): {
  lag: string | null
  known: { partitions: number; of: number }
} {
  const known = rows.flatMap(({ lag }) => (lag === null ? [] : [BigInt(lag)]))
  const lag = known.length === 0 ? null : String(known.reduce((sum, one) => sum + one, 0n))
  return { lag, known: { partitions: known.length, of: rows.length } }
}
