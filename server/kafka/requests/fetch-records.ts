import type { BrokerRouter } from '../broker-router'
import type { Purpose } from '../connection-pool'
import { groupBy } from '../group-by'
import { itemError, type KafkaItemError, leftOut, throwAnswerError } from '../item-error'
import { APIS } from '../wire/apis'
import type { Draft } from '../wire/codec'
import { NULL_UUID } from '../wire/fallback'
import type { FetchRequest, FetchResponse } from '../wire/schemas/fetch.gen'

/**
 * Records of partitions one broker leads, keyed "topic/partition"; every partition asked for has an entry. The answer
 * comes when there are records, or after `maxWaitMs`; partitions asked for first are filled first.
 * Source: Fetch (key 1, `FetchResponse`), without a fetch session. Errors: those of a request to one broker.
 */
export async function fetchRecords(
  router: BrokerRouter,
  leader: number,
  partitions: FetchFrom[],
  { maxWaitMs, maxBytes, isolation = 'read-uncommitted', purpose, signal }: FetchOptions,
): Promise<Map<string, FetchedPartition | { error: KafkaItemError }>> {
  const byId = partitions.every(({ topicId }) => topicId !== null)
  const topics = [...groupBy(partitions, ({ topic }) => topic).values()]
  // The version is known when the request is written.
  const draft = (version: number): Draft<FetchRequest> => ({
    maxWaitMs,
    minBytes: 1,
    maxBytes,
    isolationLevel: isolation === 'read-committed' ? 1 : 0,
    topics: topics.map((of) => ({
      topic: of[0]?.topic ?? '',
      topicId: of[0]?.topicId ?? NULL_UUID,
      partitions: of.map((one) => ({
        partition: one.partition,
        currentLeaderEpoch: one.leaderEpoch ?? -1,
        fetchOffset: one.offset,
        ...(version >= DIVERGENCE_FROM ? { lastFetchedEpoch: one.lastEpoch ?? -1 } : {}),
        partitionMaxBytes: one.maxBytes,
      })),
    })),
  })
  const api = byId ? APIS.fetch : { ...APIS.fetch, pin: LAST_BY_NAME }
  const wait = { timeoutMs: maxWaitMs + GRACE_MS, signal }
  const answer = await router.one(leader, api, draft, wait, purpose)
  throwAnswerError('Fetch', answer.errorCode)
  const names = new Map(partitions.map(({ topic, topicId }) => [topicId, topic]))
  const fetched = new Map<string, FetchedPartition | { error: KafkaItemError }>()
  for (const { topic, partition } of partitions) fetched.set(`${topic}/${partition}`, { error: leftOut('partition') })
  for (const { topic, topicId, partitions: of } of answer.responses) {
    // Only one of the two is in an answer.
    for (const one of of) fetched.set(`${topic || names.get(topicId)}/${one.partitionIndex}`, parsePartition(one))
  }
  return fetched
}

/** What to fetch of a partition. */
export interface FetchFrom {
  topic: string
  /** From Metadata; null where brokers have none. */
  topicId: string | null
  partition: number
  offset: bigint
  /** Of the leader as we know it, so that another one refuses; null asks whoever answers. */
  leaderEpoch: number | null
  /** Of the last batch read, so that a leader whose log went another way tells; null asks for no check. */
  lastEpoch: number | null
  /** Most to send of this partition; a first batch that is larger comes whole, if the partition is asked for first. */
  maxBytes: number
}

export interface FetchOptions {
  /** How long the broker may wait for records. */
  maxWaitMs: number
  /** Most to send of all partitions. */
  maxBytes: number
  /** Default `read-uncommitted`: all up to the high watermark. */
  isolation?: 'read-committed' | 'read-uncommitted'
  purpose: Extract<Purpose, 'ages' | 'browse' | 'follow'>
  signal?: AbortSignal | undefined
}

/** What came of a partition. */
export interface FetchedPartition {
  /** Batches as the broker keeps them, for `recordBatches`; a view on the answer. The first may begin below the offset asked for. */
  records: Buffer
  highWatermark: bigint
  /** Up to where all transactions have ended. */
  lastStableOffset: bigint
  /** −1 where the broker did not say. */
  logStartOffset: bigint
  /** Transactions that do not count, with `read-committed` only: by producer, from the offset on to its abort marker. */
  aborted: { producerId: bigint; firstOffset: bigint }[]
  /** Where this leader's log parts from what we read; null where it does not. */
  diverging: { epoch: number; endOffset: bigint } | null
}

/** First version that takes the epoch of what was read. */
const DIVERGENCE_FROM = 12
/** Last version that takes topics by name. */
const LAST_BY_NAME = 12
/** A broker that has not answered so long after its wait is stuck. */
const GRACE_MS = 3000

type Answered = FetchResponse['responses'][number]['partitions'][number]

function parsePartition(answered: Answered): FetchedPartition | { error: KafkaItemError } {
  const error = itemError(answered.errorCode)
  if (error) return { error }
  const { divergingEpoch } = answered
  return {
    records: answered.records ?? Buffer.alloc(0),
    highWatermark: answered.highWatermark,
    lastStableOffset: answered.lastStableOffset,
    logStartOffset: answered.logStartOffset,
    aborted: answered.abortedTransactions ?? [],
    diverging: divergingEpoch.epoch >= 0 ? divergingEpoch : null,
  }
}
