/**
 * A group as its coordinator lists it. Source: ListGroups (API key 16) of every broker; keyed by group id.
 * It stays, as last listed, while its coordinator cannot be asked.
 */
export interface GroupListing {
  id: string
  /** `consumer`, `connect`, `sr`, `share`; empty for a group that only commits offsets (`assign()`). */
  protocolType: string
  /** Kafka's word: `classic`, `consumer`, `share`, `streams`; null where the broker does not tell (ListGroups before 5). */
  type: string | null
  /** Kafka's word, such as `Stable`; null where the broker does not tell (ListGroups before 4). */
  state: string | null
  /** The broker that listed it, so its coordinator. */
  coordinator: number
  /** When we saw it enter this state, epoch ms; null when it was in it when we connected. */
  stateSince: number | null
}

/** Partitions of one topic, ascending. */
export interface TopicPartitions {
  topic: string
  partitions: number[]
}

/** One member of a group. */
export interface GroupMember {
  memberId: string
  /** `group.instance.id` of a static member. */
  instanceId: string | null
  clientId: string
  /** Address without Kafka's leading slash. */
  host: string
  /** What it holds, by topic name; null where that is not known, as outside Stable or for another protocol than `consumer`. */
  assigned: TopicPartitions[] | null
  /** What it shall hold after reconciliation; null for classic members. */
  target: TopicPartitions[] | null
  /** Epoch it has reached; null for classic members. */
  epoch: number | null
  /** Topics it subscribed to; null where the broker does not say. */
  subscribed: string[] | null
  /** When we saw it first, epoch ms; null when it was there when we connected. */
  since: number | null
}

/**
 * A group with its members. Source: DescribeGroups (15) for classic groups, ConsumerGroupDescribe (69) for those of
 * KIP-848; keyed by group id. `error` set: what stands beside it is the last good answer.
 */
export interface GroupDescription {
  id: string
  type: 'classic' | 'consumer'
  /** Kafka's word; null before the first good answer. */
  state: string | null
  /** Assignor or other protocol chosen by the members; null when none is. */
  protocol: string | null
  /** KIP-848 only. */
  groupEpoch: number | null
  assignmentEpoch: number | null
  /** Ascending by client id, then member id; null before the first good answer. */
  members: GroupMember[] | null
  /** Why it could not be described, for a person: `GROUP_AUTHORIZATION_FAILED …`. */
  error: string | null
}

/** One committed offset; int64 as string. */
export interface CommittedOffset {
  partition: number
  /** null where the group committed nothing or the broker could not say. */
  offset: string | null
  /** Text committed beside the offset; null when empty. */
  metadata: string | null
  /** Kafka's error name. */
  error: string | null
  /** When it was committed, epoch ms; only ZooKeeper tells. */
  committedAt?: number
}

/** What a group committed. Source: OffsetFetch (9), always read before the log ends; keyed by group id. */
export interface GroupOffsets {
  id: string
  /** By topic name; partitions ascending. */
  topics: { topic: string; partitions: CommittedOffset[] }[]
  /** Why it could not be read; then the topics are those of the last good answer. */
  error: string | null
}

/** Partitions of `__consumer_offsets` whose groups cannot be listed now: groups there may be missing or old. */
export interface GroupCoverage {
  /** How many partitions the topic has; null while it does not exist or is not known. */
  partitions: number | null
  gaps: { partitions: number[]; broker: number | null; reason: string }[]
}
