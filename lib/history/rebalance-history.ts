import type { Rebalance } from '../model/rebalance'

/** Reads what was recorded of the rebalances of groups. */
export interface RebalanceHistory {
  /** Of one group, oldest first; none for a group of which none was recorded. */
  of(group: string): readonly Rebalance[]
  /** Of all groups, oldest first. */
  all(): readonly Rebalance[]
  /** Since when they are known without a hole (epoch ms), and why not longer, or not at all. */
  known(): { since: number | null; reason: string | null }
}
