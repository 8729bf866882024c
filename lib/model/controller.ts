/** The active controller. Source: znodes `/controller` and `/controller_epoch`. */
export interface Controller {
  brokerId: number
  /** Count of elections so far; null when `/controller_epoch` could not be read. */
  epoch: number | null
  /** ctime of `/controller`, epoch ms. */
  since: number
  /** ephemeralOwner, `0x…`; differs from its broker's session when the controller is a zombie. */
  sessionId: string
  /** ≥ 0 while a KRaft controller owns the cluster during a migration; null before format 2. */
  kraftEpoch: number | null
}

/** The KRaft quorum. Source: DescribeQuorum (API key 55); offsets as decimal strings. */
export interface Quorum {
  leaderId: number | null
  leaderEpoch: number
  highWatermark: string
  voters: QuorumReplica[]
  observers: QuorumReplica[]
  /** When we saw this leader first, epoch ms; null when it led before we connected. */
  leaderSince: number | null
}

export interface QuorumReplica {
  id: number
  /** null where the answering node does not know. */
  logEndOffset: string | null
  /** Epoch ms; null where the broker does not say. */
  lastCaughtUpAt: number | null
}

/**
 * The last election of preferred leaders asked for through ZooKeeper. Source: znode `/admin/preferred_replica_election`,
 * which the controller deletes when it is done; the tools of today ask the controller instead.
 */
export interface ElectionRequest {
  /** Keys of partitions: `topic/partition`. */
  partitions: string[]
  /** ctime of the znode, epoch ms. */
  requestedAt: number
  /** When we found it gone, epoch ms; null while it stands. */
  endedAt: number | null
}

/** A broker's announcement that a log directory failed. Source: children of `/log_dir_event_notification`, gone in an instant. */
export interface LogDirectoryNotice {
  /** null where the announcement was gone before it could be read. */
  broker: number | null
  /** ctime of the znode; of our noticing where it could not be read. Epoch ms. */
  at: number
}
