import { setImmediate as nextTurn } from 'node:timers/promises'
import { OFFSETS_TOPIC } from '@/lib/records/coordinator-partition'
import type { WrittenRecord } from '@/lib/records/record-batch.fixture'
import { itemError, type KafkaItemError } from '../item-error'
import type { FetchedPartition, FetchFrom } from '../requests/fetch-records'
import type { OffsetsTopicSource } from './follower'

/** One partition of a pretended offsets topic. */
export interface PretendedPartition {
  leader: number | null
  leaderEpoch: number
  start: bigint
  batches: { bytes: Buffer; base: bigint; next: bigint }[]
  /** Kafka's number of the error that Fetch answers. */
  error?: number
  diverging?: { epoch: number; endOffset: bigint }
}

/** A commit of group "g" in topic "t", partition 0. */
export function commitRecord(offset: number): WrittenRecord {
  const key = Buffer.from([0, 1, 0, 1, 0x67, 0, 1, 0x74, 0, 0, 0, 0])
  const value = Buffer.alloc(2 + 8 + 4 + 2 + 8)
  value.writeInt16BE(3, 0)
  value.writeBigInt64BE(BigInt(offset), 2)
  value.writeInt32BE(-1, 10)
  return { key, value, timestamp: Date.now() }
}

/** A cluster of which only the offsets topic exists, as a program that can be told what to answer. */
export class PretendedTopic implements OffsetsTopicSource {
  partitions = new Map<number, PretendedPartition>()
  topicId = 'AAAAAAAAAAAAAAAAAAAAAQ'
  /** Error of Metadata; null = the topic exists. */
  error: number | null = null
  /** Requests that were sent: broker, partition and offset. */
  readonly fetched: { broker: number; partition: number; offset: bigint; lastEpoch: number | null }[] = []
  readonly deadBrokers = new Set<number>()
  #waiting: (() => void)[] = []

  endOf({ batches, start }: PretendedPartition): bigint {
    return batches.at(-1)?.next ?? start
  }

  /** Changes something, and answers all Fetches that wait. */
  change(work: () => void): void {
    work()
    for (const answer of this.#waiting.splice(0)) answer()
  }

  metadata: OffsetsTopicSource['metadata'] = async () => ({
    clusterId: null,
    controllerId: null,
    brokers: [],
    topics: [
      {
        name: OFFSETS_TOPIC,
        topicId: this.topicId,
        internal: true,
        error: this.error === null ? null : itemError(this.error),
        partitions: [...this.partitions].map(([partition, { leader, leaderEpoch }]) => ({
          ...{ partition, leader, leaderEpoch, replicas: [], isr: [], offlineReplicas: [], error: null },
        })),
      },
    ],
  })

  listOffsets: OffsetsTopicSource['listOffsets'] = async (asked, kind) => {
    const offsets: Awaited<ReturnType<OffsetsTopicSource['listOffsets']>> = new Map()
    for (const { partition } of asked) {
      const one = this.partitions.get(partition)
      if (!one) throw new Error('asked for a partition that Metadata did not name')
      // All it holds is younger than any window of a test.
      const offset = kind === 'latest' ? this.endOf(one) : one.start
      offsets.set(`${OFFSETS_TOPIC}/${partition}`, { offset, leaderEpoch: one.leaderEpoch })
    }
    return offsets
  }

  fetchRecords: OffsetsTopicSource['fetchRecords'] = async (broker, asked, { maxWaitMs, signal }) => {
    for (const { partition, offset, lastEpoch } of asked) this.fetched.push({ broker, partition, offset, lastEpoch })
    const ready = () =>
      asked.some(({ partition, topicId, offset, lastEpoch }) => {
        const one = this.partitions.get(partition)
        if (!one || topicId !== this.topicId || one.leader !== broker || one.error) return true
        return parts(one, lastEpoch) !== null || offset !== this.endOf(one)
      })
    // A network takes its time, and lets others have theirs.
    await nextTurn()
    if (this.deadBrokers.has(broker)) throw new Error(`broker ${broker} does not answer`)
    if (maxWaitMs > 0 && !ready()) await this.#news(signal)
    return new Map(asked.map((one) => [`${OFFSETS_TOPIC}/${one.partition}`, this.#answer(broker, one)]))
  }

  #news(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
      if (signal?.aborted) resolve()
      signal?.addEventListener('abort', () => resolve(), { once: true })
    })
  }

  #answer(
    broker: number,
    { partition, topicId, offset, lastEpoch }: FetchFrom,
  ): FetchedPartition | { error: KafkaItemError } {
    const one = this.partitions.get(partition)
    const end = one ? this.endOf(one) : 0n
    const range = one && (offset < one.start || offset > end) ? 1 : 0
    const code = topicId !== this.topicId ? 100 : one?.leader !== broker ? 6 : (one.error ?? range)
    const error = itemError(code)
    if (!one || error) return { error: error ?? { code, name: '', message: null } }
    const answer: FetchedPartition = {
      records: Buffer.concat(one.batches.filter(({ next }) => next > offset).map(({ bytes }) => bytes)),
      highWatermark: end,
      lastStableOffset: end,
      logStartOffset: one.start,
      aborted: [],
      diverging: parts(one, lastEpoch),
    }
    return answer
  }
}

/** Where the log parts from that of a reader who has read this epoch. */
function parts({ diverging }: PretendedPartition, lastEpoch: number | null): FetchedPartition['diverging'] {
  return diverging && lastEpoch !== null && lastEpoch <= diverging.epoch ? diverging : null
}
