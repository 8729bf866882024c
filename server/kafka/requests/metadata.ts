import type { BrokerAddress, BrokerRouter } from '../broker-router'
import { itemError, type KafkaItemError, throwAnswerError } from '../item-error'
import { APIS } from '../wire/apis'
import { NULL_UUID } from '../wire/fallback'
import type { MetadataResponse } from '../wire/schemas/metadata.gen'
import { type CallOptions, LIST_TIMEOUT_MS, waitOf } from './call-options'

/** Asks for some topics, or for all with null; never creates one. Errors: `unreachable`, `timeout`, `unsupported`. */
export async function metadata(
  router: BrokerRouter,
  topics: string[] | null,
  options?: CallOptions,
): Promise<ClusterMetadata> {
  const draft = { topics: topics?.map((name) => ({ name })) ?? null, allowAutoTopicCreation: false }
  const cluster = await router.any(APIS.metadata, draft, waitOf(options, LIST_TIMEOUT_MS), (answer) => {
    throwAnswerError('Metadata', answer.errorCode)
    return parseMetadata(answer)
  })
  // Not in `accept`: an answer that lost the race may be old.
  router.learn(cluster.brokers, cluster.controllerId)
  return cluster
}

/** The brokers' view of the cluster. Source: Metadata (key 3, `MetadataResponse`). */
export interface ClusterMetadata {
  clusterId: string | null
  /** In KRaft this is some broker, not the controller. */
  controllerId: number | null
  /** By id. In ZooKeeper mode a dead broker stays listed until its session expires. */
  brokers: BrokerAddress[]
  topics: TopicMetadata[]
}

export interface TopicMetadata {
  name: string
  /** As Kafka prints it; null below Metadata v10. */
  topicId: string | null
  internal: boolean
  error: KafkaItemError | null
  /** By partition number. */
  partitions: PartitionMetadata[]
}

export interface PartitionMetadata {
  partition: number
  leader: number | null
  leaderEpoch: number | null
  /** Preferred leader first. */
  replicas: number[]
  isr: number[]
  /** As the broker reports them; it may stay empty while a broker is down. */
  offlineReplicas: number[]
  error: KafkaItemError | null
}

/** A Metadata answer in the product's words: −1 becomes null, errors become names. */
export function parseMetadata(answer: MetadataResponse): ClusterMetadata {
  return {
    clusterId: answer.clusterId,
    controllerId: orNull(answer.controllerId),
    brokers: answer.brokers
      .map(({ nodeId, host, port, rack }) => ({ id: nodeId, host, port, rack }))
      .sort((a, b) => a.id - b.id),
    topics: answer.topics.map((topic) => ({
      // Null only for a topic asked for by id, which we never do.
      name: topic.name ?? '',
      topicId: topic.topicId === NULL_UUID ? null : topic.topicId,
      internal: topic.isInternal,
      error: itemError(topic.errorCode),
      partitions: topic.partitions.map(parsePartition).sort((a, b) => a.partition - b.partition),
    })),
  }
}

function parsePartition(partition: MetadataResponse['topics'][number]['partitions'][number]): PartitionMetadata {
  return {
    partition: partition.partitionIndex,
    leader: orNull(partition.leaderId),
    leaderEpoch: orNull(partition.leaderEpoch),
    replicas: partition.replicaNodes,
    isr: partition.isrNodes,
    offlineReplicas: partition.offlineReplicas,
    error: itemError(partition.errorCode),
  }
}

function orNull(value: number): number | null {
  return value < 0 ? null : value
}
