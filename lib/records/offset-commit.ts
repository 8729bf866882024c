import type { OffsetCommitValue } from './offsets-topic-schemas.gen'
import { NULL_UUID } from './record-fields'

/** What a group has read of one partition. Source: `OffsetCommitValue`. */
export interface OffsetCommit {
  /** The next record to read. */
  offset: bigint
  /** Of the last record read; null where the client did not say. */
  leaderEpoch: number | null
  /** Of the client's own making; null when empty. */
  metadata: string | null
  /** Epoch ms by the coordinator's clock. */
  committedAt: number
  /** Epoch ms; null unless the client asked for a retention of its own. */
  expiresAt: number | null
  /** Null where it was committed by name. */
  topicId: string | null
}

/** A commit in the product's words: what stands for "none" becomes null. */
export function commitOf(value: OffsetCommitValue): OffsetCommit {
  return {
    offset: value.offset,
    leaderEpoch: value.leaderEpoch < 0 ? null : value.leaderEpoch,
    metadata: value.metadata || null,
    committedAt: Number(value.commitTimestamp),
    expiresAt: value.expireTimestamp < 0n ? null : Number(value.expireTimestamp),
    topicId: value.topicId === NULL_UUID ? null : value.topicId,
  }
}
