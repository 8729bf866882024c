import type { GroupHistoryBody } from '@/lib/api/group-history-answer'
import { partitionKey } from '@/lib/model/partition'
import type { GroupPartitionRow } from '@/lib/rows/group-partition-row'

/** How a group keeps up in one partition, as the API says it. */
export type LagProgress = GroupHistoryBody['partitions'][number]

/** One partition of a group and how it keeps up there. */
export interface GroupLagRow extends GroupPartitionRow {
  /** null with the reason beside it. */
  progress: LagProgress | null
  progressReason: string | null
}

/** The rows with what is recorded of each; `recorded` null before it was read, `unread` says why where that failed. */
export function groupLagRows(
  partitions: readonly GroupPartitionRow[],
  recorded: readonly LagProgress[] | null,
  unread: string | null,
): GroupLagRow[] {
  const known = new Map(recorded?.map((one) => [partitionKey(one.topic, one.partition), one]))
  const missing = recorded === null ? (unread ?? 'its record is being read') : 'nothing of it has been recorded yet'
  return partitions.map((row) => {
    const progress = known.get(partitionKey(row.topic, row.partition)) ?? null
    return { ...row, progress, progressReason: progress === null ? missing : null }
  })
}
