/** One partition's replicas in assignment order; the first is the preferred leader. */
export interface PartitionAssignment {
  partition: number
  replicas: number[]
  adding: number[]
  removing: number[]
}

/** Where a topic's replicas shall be. Source: znode `/brokers/topics/T`. */
export interface TopicAssignment {
  name: string
  /** Base64 uuid; null before format 3. */
  topicId: string | null
  /** Ascending by partition. */
  partitions: PartitionAssignment[]
  /** ctime, epoch ms: when the topic was created. */
  createdAt: number
  /** mtime, epoch ms. */
  changedAt: number
}

/** What the brokers answer about one partition. */
export interface PartitionMetadata {
  partition: number
  leader: number | null
  leaderEpoch: number
  replicas: number[]
  isr: number[]
  offlineReplicas: number[]
  /** Kafka's error name, e.g. LEADER_NOT_AVAILABLE. */
  error: string | null
  /** When we saw leader or ISR change, epoch ms; null when it has not changed since we connected. */
  changedAt: number | null
}

/** What the brokers answer about one topic. Source: Metadata (API key 3). */
export interface TopicMetadata {
  name: string
  topicId: string | null
  internal: boolean
  error: string | null
  /** Ascending by partition. */
  partitions: PartitionMetadata[]
  /** When we first saw it; null when it was there when we connected. */
  firstSeenAt: number | null
}

/** The settings lists and verdicts need. Source: DescribeConfigs (API key 32), these keys only. int64 as strings. */
export interface TopicSettings {
  name: string
  minInsyncReplicas: number | null
  retentionMs: string | null
  cleanupPolicy: string | null
  uncleanLeaderElection: boolean | null
  /** How many of the keys asked for are set on the topic itself. */
  overrides: number
  /** Why they are unknown. */
  error: string | null
}

/** A topic waiting for its deletion. Source: znode `/admin/delete_topics/T`. */
export interface TopicDeletion {
  name: string
  /** ctime, epoch ms. */
  requestedAt: number
}

/** First and next offset of each partition. Source: ListOffsets (API key 2); int64 as strings. */
export interface TopicOffsets {
  name: string
  partitions: { partition: number; start: string | null; end: string | null; error: string | null }[]
  /** Records appended per second to the partitions known in both of the last two readings; null before there are two. */
  perSecond: number | null
}

/** Bytes on disk of each replica. Source: DescribeLogDirs (API key 35); int64 as strings. */
export interface TopicSizes {
  name: string
  replicas: { partition: number; broker: number; sizeBytes: string; offsetLag: string }[]
}
