import type { OffsetsTopicRecord } from '@/lib/records/offsets-topic'

/** News of one partition of `__consumer_offsets`; the batches of a partition come in order. */
export interface OffsetsTopicBatch {
  partition: number
  /** Of the leader that wrote them. */
  leaderEpoch: number
  /**
   * In the order in which they came to count. A commit of a transaction counts when that is committed, later than commits
   * behind it: for one key the highest `offset` is valid, not the last to come.
   */
  records: OffsetsTopicRecord[]
  /** The past has been read: what comes from here on is new. The first batch that says so has no records. */
  caughtUp: boolean
  /** When it was handed on, epoch ms. */
  at: number
  /** Comes alone, without records: what follows does not continue what came before. */
  gap: OffsetsTopicGap | null
}

/** A break in what is known: offsets between `from` and `to` were not read, or, where `to` is lower, have been undone since. */
export interface OffsetsTopicGap {
  from: bigint
  to: bigint
  reason: string
}
