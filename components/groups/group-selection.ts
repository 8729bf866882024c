import type { GroupRow } from '@/lib/rows/group-row'
import { GROUP_STATUSES, type GroupStatus } from '@/lib/rows/group-status'

/** A chip over the list of groups. */
export type GroupStatusFilter = GroupStatus | 'all'

/** What a person chose to see of the groups. */
export interface GroupSelection {
  status: GroupStatusFilter
  /** Kafka's word; empty = any. */
  type: string
  /** Empty = any. */
  topic: string
  matches: (id: string) => boolean
}

/** The chip an address names; anything else is `all`. */
export function readGroupStatus(value: string): GroupStatusFilter {
  return GROUP_STATUSES.find((status) => status === value) ?? 'all'
}

/** The groups selected, in their given order. */
export function selectGroups(
  rows: readonly GroupRow[],
  { status, type, topic, matches }: GroupSelection,
): readonly GroupRow[] {
  return rows.filter(
    (row) =>
      (status === 'all' || row.status === status) &&
      (type === '' || row.type === type) &&
      (topic === '' || row.topics.includes(topic)) &&
      matches(row.id),
  )
}

/** How many groups there are of each status and of each type that occurs, types in the order of names. */
export function groupCounts(rows: readonly GroupRow[]): {
  statuses: Partial<Record<GroupStatus, number>>
  types: [string, number][]
} {
  const statuses: Partial<Record<GroupStatus, number>> = {}
  const types = new Map<string, number>()
  for (const { status, type } of rows) {
    statuses[status] = (statuses[status] ?? 0) + 1
    if (type !== null) types.set(type, (types.get(type) ?? 0) + 1)
  }
  return { statuses, types: [...types].sort(([a], [b]) => (a < b ? -1 : 1)) }
}
