import { errorCode } from '@/lib/errors'
import type { BrokerRouter } from '../broker-router'
import { throwAnswerError } from '../item-error'
import { APIS } from '../wire/apis'
import { NULL_UUID } from '../wire/fallback'
import type { DescribeQuorumResponse } from '../wire/schemas/describe-quorum.gen'
import { type CallOptions, LIST_TIMEOUT_MS, waitOf } from './call-options'

/** Null where the brokers have no such API: ZooKeeper mode. Errors: `unreachable`, `timeout`, `forbidden`. */
export async function describeQuorum(router: BrokerRouter, options?: CallOptions): Promise<Quorum | null> {
  const draft = { topics: [{ topicName: METADATA_TOPIC, partitions: [{ partitionIndex: 0 }] }] }
  try {
    return await router.controller(APIS.describeQuorum, draft, waitOf(options, LIST_TIMEOUT_MS), parseQuorum)
  } catch (error) {
    if (errorCode(error) === 'unsupported') return null
    throw error
  }
}

/** The KRaft controller quorum. Source: DescribeQuorum (key 55, `DescribeQuorumResponse`). */
export interface Quorum {
  /** The active controller. */
  leader: number | null
  leaderEpoch: number
  highWatermark: bigint
  /** By id. */
  voters: QuorumReplica[]
  /** The brokers, and controllers without a vote; by id. */
  observers: QuorumReplica[]
  /** Where the controllers listen; empty below DescribeQuorum v2 (Kafka 3.9). */
  nodes: { id: number; listeners: { name: string; host: string; port: number }[] }[]
}

export interface QuorumReplica {
  id: number
  /** Null below DescribeQuorum v2. */
  directoryId: string | null
  logEndOffset: bigint | null
  /** Epoch ms by the leader's clock; null for the leader itself, below v1, and where unknown. */
  lastFetchMs: number | null
  lastCaughtUpMs: number | null
}

const METADATA_TOPIC = '__cluster_metadata'

function parseQuorum(answer: DescribeQuorumResponse): Quorum | null {
  throwAnswerError('DescribeQuorum', answer.errorCode, answer.errorMessage)
  const partition = answer.topics[0]?.partitions[0]
  if (!partition) return null
  throwAnswerError('DescribeQuorum', partition.errorCode, partition.errorMessage)
  return {
    leader: partition.leaderId < 0 ? null : partition.leaderId,
    leaderEpoch: partition.leaderEpoch,
    highWatermark: partition.highWatermark,
    voters: partition.currentVoters.map(parseReplica).sort((a, b) => a.id - b.id),
    observers: partition.observers.map(parseReplica).sort((a, b) => a.id - b.id),
    nodes: answer.nodes.map(({ nodeId, listeners }) => ({ id: nodeId, listeners })),
  }
}

function parseReplica(
  replica: DescribeQuorumResponse['topics'][number]['partitions'][number]['observers'][number],
): QuorumReplica {
  return {
    id: replica.replicaId,
    directoryId: replica.replicaDirectoryId === NULL_UUID ? null : replica.replicaDirectoryId,
    logEndOffset: replica.logEndOffset < 0n ? null : replica.logEndOffset,
    lastFetchMs: timeOf(replica.lastFetchTimestamp),
    lastCaughtUpMs: timeOf(replica.lastCaughtUpTimestamp),
  }
}

/** Kafka's −1 = unknown; epoch milliseconds lie far below 2^53. */
function timeOf(timestamp: bigint): number | null {
  return timestamp < 0n ? null : Number(timestamp)
}
