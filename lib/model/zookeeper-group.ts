/** A consumer that registered itself in ZooKeeper. */
export interface ZookeeperConsumer {
  /** Name of its znode: `{group}_{host}-{epoch ms}-{hex}`, or `{group}_{consumer.id}`. */
  id: string
  /** As its id names it; null where the id is a `consumer.id` of somebody's choice. */
  host: string | null
  /** Topics, or patterns of topics, it asked for; null where its data is not understood. */
  subscription: string[] | null
  /** `static` for topics by name, `white_list` or `black_list` for patterns; null where its data is not understood. */
  pattern: string | null
  /** ctime, epoch ms: when it joined. */
  since: number
  sessionId: string
}

/**
 * A consumer group that keeps itself in ZooKeeper (clients of Kafka 0.8 to 1.1). Source: znodes `/consumers/G/ids` and
 * `/consumers/G/owners`; keyed by group.
 */
export interface ZookeeperGroup {
  id: string
  /** Ascending by id; null where they may not or shall not be read. */
  members: ZookeeperConsumer[] | null
  /** Who reads which partition, ascending. */
  owners: { topic: string; partition: number; consumer: string }[]
  /** Why not all of it was read; null when it was. */
  unread: string | null
}

/** An offset in ZooKeeper; int64 as string. */
export interface ZookeeperOffset {
  partition: number
  /** null with the reason in `error`. */
  offset: string | null
  /** mtime, epoch ms: when it was committed. */
  committedAt: number
  error: string | null
}

/** What such a group committed. Source: znodes `/consumers/G/offsets/T/P`, read before the log ends; keyed by group. */
export interface ZookeeperOffsets {
  id: string
  /** By topic name; partitions ascending. */
  topics: { topic: string; partitions: ZookeeperOffset[] }[]
  /** Partitions whose offsets were not read, to stay within bounds. */
  leftOut: number
}
