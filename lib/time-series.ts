import type { CellState } from './rows/partition-status'

/** The cluster's state at one moment: taken every 10 s, and at once when a count changes. */
export interface PulseSample {
  /** Epoch ms. */
  at: number
  state: CellState
  offline: number
  underMinIsr: number
  underReplicated: number
  atMinIsr: number
  notPreferred: number
  brokersMissing: number
  /** Records appended per second over all partitions known; null while unknown. */
  messagesPerSecond: number | null
}
