import type { RebalanceTriggerKind } from '@/lib/model/rebalance'

/** Why a rebalance came to be, as whoever caused it knows. */
export interface TrueCause {
  kind: RebalanceTriggerKind
  /** What may rightly be told besides: where two names are true. */
  alsoRight: readonly RebalanceTriggerKind[]
  /** Ids of the member it is about, the one it had before included; empty where it is the group as a whole. */
  memberIds: readonly string[]
  /** Whether the records can tell it at all. */
  evident: boolean
}

/** A rebalance that did happen. */
export interface TrueRebalance {
  generation: number
  /** Epoch ms by the coordinator's clock. */
  at: number
  /** Null where the coordinator does not say. */
  members: number | null
  /** Null when it came between what the script did. */
  causes: readonly TrueCause[] | null
  /** What each member holds since ("topic-0", by member id); null where the next rebalance came at once. */
  holds: ReadonlyMap<string, readonly string[]> | null
}

/** A group and all its rebalances, oldest first. */
export interface GroupTruth {
  group: string
  rebalances: TrueRebalance[]
  /** How often a static member came back to its own place, which is no rebalance. */
  replacements: number
  /** What did not go as the script meant it to, which is nobody's fault but the machine's. */
  notes: string[]
}
