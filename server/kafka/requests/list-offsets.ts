import type { BrokerRouter } from '../broker-router'
import { groupBy } from '../group-by'
import { itemError, itemErrorOf, type KafkaItemError } from '../item-error'
import { APIS } from '../wire/apis'
import { type CallOptions, LIST_TIMEOUT_MS, waitOf } from './call-options'

/**
 * One end, or one moment, of many partitions, keyed "topic/partition"; every partition asked for has an entry.
 * One request per leader, all at once; a leader that does not answer in time costs its own partitions only.
 * Source: ListOffsets (key 2, `ListOffsetsResponse`), isolation level 0. Errors: the signal's reason only.
 */
export async function listOffsets(
  router: BrokerRouter,
  requests: PartitionLeader[],
  kind: OffsetKind,
  options?: CallOptions,
): Promise<Map<string, PartitionOffset>> {
  const result = new Map<string, PartitionOffset>()
  // A partition named twice in one request makes the broker refuse the whole request.
  const once = new Map(requests.map((request) => [`${request.topic}/${request.partition}`, request]))
  const byLeader = groupBy(once.values(), (request) => request.leader)
  await Promise.all(
    [...byLeader].map(async ([leader, partitions]) => {
      const answers = leader < 0 ? noLeader(partitions) : await askLeader(router, leader, partitions, kind, options)
      for (const [key, answer] of answers) result.set(key, answer)
    }),
  )
  return result
}

/** A partition and the broker that leads it; −1 = none. */
export interface PartitionLeader {
  topic: string
  partition: number
  leader: number
}

/** `latest` is the high watermark, not the last stable offset; `at` the first record of that time (epoch ms) or later. */
export type OffsetKind = 'earliest' | 'latest' | { at: number }

/** One end of a partition's log, or why it is unknown; −1 for no record of that time, `leaderEpoch` −1 = the broker did not say. */
export type PartitionOffset = { offset: bigint; leaderEpoch: number } | { error: KafkaItemError }

const TIMESTAMPS = { latest: -1n, earliest: -2n }
const LEADER_NOT_AVAILABLE = 5
const UNKNOWN_SERVER_ERROR = -1

function noLeader(partitions: PartitionLeader[]): Map<string, PartitionOffset> {
  return failed(partitions, itemError(LEADER_NOT_AVAILABLE, 'the partition has no leader'))
}

function failed(partitions: PartitionLeader[], error: KafkaItemError | null): Map<string, PartitionOffset> {
  const each = new Map<string, PartitionOffset>()
  if (error) for (const { topic, partition } of partitions) each.set(`${topic}/${partition}`, { error })
  return each
}

async function askLeader(
  router: BrokerRouter,
  leader: number,
  partitions: PartitionLeader[],
  kind: OffsetKind,
  options: CallOptions | undefined,
): Promise<Map<string, PartitionOffset>> {
  const timestamp = typeof kind === 'object' ? BigInt(kind.at) : TIMESTAMPS[kind]
  const topics = [...groupBy(partitions, ({ topic }) => topic)].map(([name, of]) => ({
    name,
    partitions: of.map(({ partition }) => ({ partitionIndex: partition, timestamp })),
  }))
  try {
    const wait = waitOf(options, LIST_TIMEOUT_MS)
    const answer = await router.one(leader, APIS.listOffsets, { replicaId: -1, isolationLevel: 0, topics }, wait)
    // What the answer leaves out must not look like "nothing asked".
    const offsets = failed(partitions, itemError(UNKNOWN_SERVER_ERROR, 'the broker left this partition out'))
    for (const topic of answer.topics) {
      for (const { partitionIndex, errorCode, offset, leaderEpoch } of topic.partitions) {
        const error = itemError(errorCode)
        offsets.set(`${topic.name}/${partitionIndex}`, error ? { error } : { offset, leaderEpoch })
      }
    }
    return offsets
  } catch (error) {
    return failed(partitions, itemErrorOf(error))
  }
}
