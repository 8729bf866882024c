import type { PartitionLifecycle, PartitionProblem, PartitionStatus } from '../health/partition-status'

/** One source's answer about leader and ISR; the views are kept apart, never blended. */
export interface PartitionSourceView {
  leader: number | null
  leaderEpoch: number
  isr: number[]
}

/** One partition as lists, maps and the API show it. */
export interface PartitionRow {
  topic: string
  partition: number
  /** ZooKeeper's where there is one, else the metadata's; null = none. */
  leader: number | null
  /** First replica of the assignment; null when the assignment is unknown. */
  preferredLeader: number | null
  /** Assignment order. */
  replicas: number[]
  isr: number[]
  /** Replicas whose broker is not alive. */
  offlineReplicas: number[]
  addingReplicas: number[]
  removingReplicas: number[]
  leaderEpoch: number | null
  /** Version of the state znode; null without ZooKeeper. */
  partitionEpoch: number | null
  state: PartitionLifecycle
  status: PartitionStatus
  problems: PartitionProblem[]
  /** Last change of leader or ISR, epoch ms; null with the reason beside it. */
  since: number | null
  sinceReason: string | null
  minInsyncReplicas: number | null
  minInsyncReplicasReason: string | null
  /** What we know of the cause, in words: "broker 2 is gone"; null when nothing is wrong or nothing is known. */
  cause: string | null
  /** Why the row is incomplete, e.g. Kafka's error for the topic. */
  unknownReason: string | null
  views: { zookeeper: PartitionSourceView | null; metadata: PartitionSourceView | null }
}

/** What moves all the time, joined to a row only where it is shown. int64 as decimal strings. */
export interface PartitionNumbers {
  startOffset: string | null
  endOffset: string | null
  offsetReason: string | null
  /** Bytes of the leader's copy. */
  sizeBytes: string | null
  sizeReason: string | null
}
