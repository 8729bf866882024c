/** Closed list of what can happen; a new kind makes texts and glyphs fail to compile until they know it. */
export const EVENT_KINDS = [
  'broker-joined',
  'broker-left',
  'broker-bounced',
  'broker-not-answering',
  'controller-elected',
  'controller-lost',
  'leader-changed',
  'leader-lost',
  'isr-shrank',
  'isr-expanded',
  'topic-created',
  'topic-deleted',
  'partitions-added',
  'config-changed',
  'reassignment-started',
  'reassignment-completed',
  'group-state-changed',
  'group-rebalanced',
  'coordinator-moved',
  'ensemble-changed',
  'znode-rewritten',
  'changes-merged',
  'problem-closed',
  'recorder-gap',
] as const

export type EventKind = (typeof EVENT_KINDS)[number]

export type Certainty = 'observed' | 'inferred'

/** Why it happened. `kind` is one of the closed cause words of the HTTP contract. */
export interface EventCause {
  kind: string
  certainty: Certainty
  sentence: string
}

/** One derived fact about a change of the cluster. */
export interface ClusterEvent {
  /** Unique in one cluster and rising with the order of derivation: `epoch-number`. */
  id: string
  /** Epoch ms by the cluster's own clock where it has one (a znode's mtime), else of our reading. */
  at: number
  kind: EventKind
  /** `broker:2`, `topic:t`, `partition:t/0`, `controller`, `group:g`, `server:host:port`; `cluster` for our own connection. */
  subject: string
  /** What it was and what it is, in the words of the kind: `1`, `[1,2,3]`; null where there is none. */
  before: string | null
  after: string | null
  cause: EventCause | null
  source: string
  /** True when it happened while we were not connected: found on re-reading. */
  seenLate: boolean
}
