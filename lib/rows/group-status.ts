import type { CellState } from './partition-status'

/**
 * What a group's row is counted under. `unread`: it has no members and records wait; `adrift`: nobody can be asked about
 * it; `denied`: we may not describe it.
 */
export type GroupStatus = 'adrift' | 'unread' | 'rebalancing' | 'denied' | 'unknown' | 'dead' | 'empty' | 'stable'

/** In the order of lists and chips: who needs somebody first. */
export const GROUP_STATUSES: readonly GroupStatus[] = [
  'adrift',
  'unread',
  'rebalancing',
  'denied',
  'unknown',
  'dead',
  'empty',
  'stable',
]

/** The glyph and colour of each status. */
export const GROUP_CELL: Record<GroupStatus, CellState> = {
  adrift: 'offline',
  unread: 'urp',
  rebalancing: 'move',
  denied: 'unknown',
  unknown: 'unknown',
  dead: 'unknown',
  empty: 'ok',
  stable: 'ok',
}

/** The word of each status, for filters and counts; a row's own word is Kafka's state. */
export const GROUP_STATUS_WORD: Record<GroupStatus, string> = {
  adrift: 'No coordinator',
  unread: 'Nobody reads',
  rebalancing: 'Rebalancing',
  denied: 'Not permitted',
  unknown: 'Unknown',
  dead: 'Dead',
  empty: 'Empty',
  stable: 'Stable',
}

/** Kafka's state words (classic, KIP-848, share and streams groups) and the status each stands for. */
const STATUS_OF_STATE: ReadonlyMap<string, GroupStatus> = new Map([
  ['Stable', 'stable'],
  // Ours, for a group in ZooKeeper that has members: nobody tells whether they are at rest.
  ['Active', 'stable'],
  ['Empty', 'empty'],
  ['Dead', 'dead'],
  ['PreparingRebalance', 'rebalancing'],
  ['CompletingRebalance', 'rebalancing'],
  ['Assigning', 'rebalancing'],
  ['Reconciling', 'rebalancing'],
  ['NotReady', 'rebalancing'],
])

/** What deciding needs to know of one group. */
export interface GroupFacts {
  /** Kafka's word; null where nobody told. */
  state: string | null
  /** Why the coordinator cannot be asked. */
  unavailable: string | null
  denied: boolean
  /** int64 as string; null = unknown. */
  lag: string | null
}

/** The one word a group is counted under: what keeps us from knowing comes before what was last known. */
export function groupStatus({ state, unavailable, denied, lag }: GroupFacts): GroupStatus {
  if (unavailable !== null) return 'adrift'
  if (denied && state === null) return 'denied'
  const status = (state === null ? undefined : STATUS_OF_STATE.get(state)) ?? 'unknown'
  if (status === 'empty' && lag !== null && BigInt(lag) > 0n) return 'unread'
  return denied ? 'denied' : status
}

/** Whether somebody should look: records wait for nobody, or nobody can be asked. */
export function needsSomebody(status: GroupStatus): boolean {
  return status === 'adrift' || status === 'unread'
}
