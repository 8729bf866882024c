/** Leader and ISR as the controller wrote them. Source: znode `/brokers/topics/T/partitions/P/state`. */
export interface PartitionState {
  topic: string
  partition: number
  leader: number | null
  leaderEpoch: number
  controllerEpoch: number
  isr: number[]
  /** True after an unclean election, until the ISR grows. */
  recovering: boolean
  /** The znode's version: Kafka's partition epoch, +1 per write. */
  partitionEpoch: number
  /** mtime, epoch ms: the last change of leader or ISR. */
  changedAt: number
  /** mzxid, `0x…`: orders changes across partitions. */
  mzxid: string
}

/** A running move. Source: ListPartitionReassignments (API key 46). */
export interface Reassignment {
  topic: string
  partition: number
  replicas: number[]
  adding: number[]
  removing: number[]
  /** When we saw it first, epoch ms. */
  firstSeenAt: number
}

/** Key of a partition in the model; a topic name holds no slash. */
export function partitionKey(topic: string, partition: number): string {
  return `${topic}/${partition}`
}
