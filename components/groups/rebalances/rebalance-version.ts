import type { GroupRebalances } from '@/lib/model/rebalance'

/** Changes with every rebalance of a group, and with whatever more becomes known of its last. */
export function rebalanceVersion(rebalances: Pick<GroupRebalances, 'last'> | null): string {
  const last = rebalances?.last ?? null
  if (last === null) return 'none'
  return [last.generation, last.at, last.startedAt, last.completedAt, last.partitionsMoved].join(' ')
}
