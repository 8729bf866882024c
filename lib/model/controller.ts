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
