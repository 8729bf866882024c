/**
 * A znode about a topic that is not there, or about a partition its topic does not have. Source: children of
 * `/config/topics`, `/brokers/topics/T/partitions` and `/consumers/G/offsets`, held against `/brokers/topics`. Keyed by
 * path.
 */
export interface Leftover {
  path: string
  kind: 'topic-config' | 'partition' | 'consumer-offsets'
  topic: string
  /** ctime, epoch ms. */
  createdAt: number
  /** mtime, epoch ms. */
  changedAt: number
  /** When we found it so, epoch ms. */
  foundAt: number
}
