import type { Certainty } from '../events/event'
import type { TopicPartitions } from './consumer-group'

/**
 * Why a group rebalanced, one word for each member that came, went or changed. `left` includes members that were removed
 * on request; `cooperative-follow-up` is the second round in which members take what others gave up in the first.
 */
export const REBALANCE_TRIGGERS = [
  'joined',
  'left',
  'session-timeout',
  'max-poll',
  'restarted',
  'subscription-changed',
  'partitions-changed',
  'leader-rejoined',
  'cooperative-follow-up',
  'unknown',
] as const

export type RebalanceTriggerKind = (typeof REBALANCE_TRIGGERS)[number]

/** One reason of a rebalance. */
export interface RebalanceTrigger {
  kind: RebalanceTriggerKind
  /** The member that came, went or changed; null where it is the group as a whole. */
  memberId: string | null
  /** `observed`: the records say so themselves. `inferred`: concluded from times, as `evidence` tells. */
  certainty: Certainty
  /** What it rests on, in one sentence. */
  evidence: string
}

/** A member before and after a rebalance. */
export interface RebalanceMember {
  memberId: string
  /** `group.instance.id` of a static member. */
  instanceId: string | null
  clientId: string
  /** Address without Kafka's leading slash. */
  host: string
  /** What it held, ascending; null where it was no member before, or where that is not known. */
  before: TopicPartitions[] | null
  /** What it holds since; null where it is a member no more, or where that is not known. */
  after: TopicPartitions[] | null
  /** `replaced`: a static member that came back under a new member id (`replaces`). */
  change: 'joined' | 'left' | 'stayed' | 'replaced'
  /** The member id it had before, where it is the same client come back; null otherwise. */
  replaces: string | null
  /** Partitions it holds now and did not hold before; null where either is not known. */
  gained: number | null
  /** Partitions it held before and does not hold now; null where either is not known. */
  lost: number | null
  /** Partitions it held before and still holds; null where either is not known. */
  kept: number | null
}

/**
 * One rebalance of a group: a generation of a classic group, a group epoch of a KIP-848 group. Source: `GroupMetadata`
 * records (key type 2) and records 3 to 8 of `__consumer_offsets`, with states seen by ListGroups for the start.
 */
export interface Rebalance {
  group: string
  type: 'classic' | 'consumer'
  /** Generation or group epoch. Unique in a group together with `at` (a group made anew begins again). */
  generation: number
  /** Generations just before it that were begun and never completed; 0 for none. */
  skipped: number
  /** When its records were written, epoch ms of the coordinator: the order of a timeline. */
  at: number
  /** When it began, epoch ms; null where only its end is known. */
  startedAt: number | null
  /** How exact the start is, in words: between two looks at the group's state, or without the join phase; null when exact. */
  startedNote: string | null
  /** When all members had joined and the leader began to assign (classic only), epoch ms; null where unknown. */
  joinedAt: number | null
  /** When it was complete, epoch ms; null while it goes on, and where it was overtaken by the next. */
  completedAt: number | null
  /** Shortest time it can have taken, ms: from `startedAt` to `completedAt`; null where either is unknown. */
  durationMs: number | null
  /** Assignor before and after; null where none is chosen or not known. */
  protocolBefore: string | null
  protocol: string | null
  /** Member id of the leader before and after (classic only). */
  leaderBefore: string | null
  leader: string | null
  /** Count of members before; null where what came before was not read. */
  membersBefore: number | null
  membersAfter: number
  /** By client id, then member id; those that left included. */
  members: RebalanceMember[]
  /** Partitions that another member holds than before, or that one holds which nobody held before; null where not known. */
  partitionsMoved: number | null
  /** At least one. */
  triggers: RebalanceTrigger[]
  /** True when only the past was read, from before we watched. */
  fromPast: boolean
}

/** How restless a group is. Source: its recorded rebalances; keyed by group id. */
export interface GroupRebalances {
  id: string
  /** Rebalances in the last hour; null where they are not known. */
  lastHour: number | null
  /** Why they are not known, or since when only; null when the whole hour is known. */
  reason: string | null
  /** More than three in ten minutes: how many and since when (epoch ms); null otherwise. */
  storm: { count: number; since: number } | null
  /** The last one, without its members; null when none is known. */
  last: RebalanceSummary | null
  /** Who gained or lost partitions in the last one, for the matrix; by member id. */
  moved: { memberId: string; gained: TopicPartitions[]; lost: TopicPartitions[] }[]
  /** Since when those who are members now are, epoch ms, by member id; who was one before all that is known is left out. */
  since: { memberId: string; at: number }[]
  /** Members that left with the last one and what they held; empty after the next. */
  departed: {
    memberId: string
    instanceId: string | null
    clientId: string
    host: string
    held: TopicPartitions[] | null
  }[]
}

/** A rebalance in a line. */
export type RebalanceSummary = Pick<
  Rebalance,
  | 'type'
  | 'generation'
  | 'at'
  | 'startedAt'
  | 'completedAt'
  | 'durationMs'
  | 'membersBefore'
  | 'membersAfter'
  | 'partitionsMoved'
  | 'fromPast'
> & { trigger: RebalanceTrigger; triggers: number }
