import type { LogPosition } from '../lag/log-position'
import type { PartitionProgress } from '../lag/partition-progress'

/** Where a group stood at one moment (epoch ms); offsets of partitions as in `GroupLagHistory.partitions`, null = not known. */
export interface LagSample {
  at: number
  ends: readonly (bigint | null)[]
  committed: readonly (bigint | null)[]
  /** Of the partition furthest behind, ms. */
  timeLagMs: number | null
}

/** The recorded last hour of one group. */
export interface GroupLagHistory {
  /** As of now; ascending by topic and number. */
  partitions: readonly PartitionProgress[]
  /** Oldest first, about 10 s apart. A longer distance is a time in which nothing could be read. */
  samples: readonly LagSample[]
}

/** The offsets a verdict on one partition rests on, at the moments they were seen; oldest first. */
export interface PartitionWindow {
  /** At most ten, as Burrow keeps them; empty where no commit was seen. */
  commits: readonly LogPosition[]
  /** Of the log, from the first of these commits on, or of the last minutes. */
  ends: readonly LogPosition[]
  /** Where the group stands now; null while that is not known. */
  committed: bigint | null
}

/** What the record of lag takes. */
export interface LagHistoryCost {
  groups: number
  /** Pairs of a group and a partition. */
  positions: number
  /** Partitions whose log ends are recorded. */
  partitions: number
  /** Estimated bytes of memory. */
  bytes: number
  /** No more than these are recorded; further positions are left out and say so. */
  maxBytes: number
}

/** Reads what was recorded of groups and their lag. */
export interface LagHistory {
  /** Null for a group that is not recorded. */
  group(id: string): GroupLagHistory | null
  /** Null for a partition of which nothing is recorded. */
  window(id: string, topic: string, partition: number): PartitionWindow | null
  /** The same without the samples, at a fraction of the cost. */
  partitions(id: string): readonly PartitionProgress[] | null
  cost(): LagHistoryCost
}
