/** Groups that rebalance, as one broker listed them. */
export interface StatesLook {
  broker: number
  groups: ReadonlySet<string>
  /** When it was asked before, epoch ms; null when it was not. */
  previousAt: number | null
  /** When it was asked: what it says of a group may have been so by then, not only when the answer came. */
  at: number
}
