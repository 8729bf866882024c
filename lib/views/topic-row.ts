import type { PartitionStatus } from '../health/partition-status'

/** One topic as the list and the API show it. */
export interface TopicRow {
  name: string
  internal: boolean
  topicId: string | null
  /** null while only the name is known. */
  partitions: number | null
  replicationFactor: number | null
  minInsyncReplicas: number | null
  minInsyncReplicasReason: string | null
  /** Worst status of its partitions; `deleting` while in /admin/delete_topics. */
  status: PartitionStatus | 'deleting'
  statusReason: string | null
  /** Partitions with a replica out of the ISR, under min ISR, without leader. */
  outOfSync: number
  underMinIsr: number
  offline: number
  /** Worst partition's since, epoch ms; null when in sync or unknown. */
  since: number | null
  /** Σ(end − start) over the partitions known; a lower bound when `messagesKnown` < partitions. */
  messages: string | null
  messagesKnown: number
  messagesReason: string | null
  /** Records appended per second over the last readings; null before two readings. */
  messagesPerSecond: number | null
  /** All replicas together. */
  sizeBytes: string | null
  sizeReason: string | null
  retentionMs: string | null
  cleanupPolicy: string | null
  overrides: number | null
  /** Epoch ms; null without ZooKeeper, with the reason beside it. */
  createdAt: number | null
  createdReason: string | null
}
