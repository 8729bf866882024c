import { errorMessage } from '@/lib/errors'
import { OFFSETS_TOPIC } from '@/lib/records/coordinator-partition'
import type { OffsetsTopicRecord } from '@/lib/records/offsets-topic'
import { endOfBatches } from '@/lib/records/record-batch'
import type { KafkaClient } from '../client'
import { isDenied, isItemError, type KafkaItemError } from '../item-error'
import type { FetchedPartition } from '../requests/fetch-records'
import type { Decoder } from './decoder'
import type { FollowedPartition } from './followed-partition'
import type { OffsetsTopicGap } from './offsets-topic-batch'
import { Pause } from './pause'

/** What the readers of all leaders share. */
export interface ReaderSetting {
  kafka: Pick<KafkaClient, 'fetchRecords' | 'listOffsets'>
  decoder: Decoder
  /** Partitions a broker leads now, as far as is known. */
  ledBy(broker: number): FollowedPartition[]
  topicId(): string | null
  /** Takes from what may still be read of the past; false when that is used up. */
  spend(bytes: number): boolean
  handOn(
    partition: FollowedPartition,
    news: { records?: OffsetsTopicRecord[]; gap?: OffsetsTopicGap },
    leaderEpoch: number,
  ): void
  /** All before an offset has been handed on. */
  reached(partition: FollowedPartition, next: bigint): void
  /** The leader of a partition is not who we thought. */
  lookForLeaders(): void
}

/** Reads all partitions that one broker leads: one Fetch at a time, which waits at the broker until there are records. */
export class LeaderReader {
  readonly #broker: number
  readonly #setting: ReaderSetting
  readonly #pause = new Pause()

  constructor(broker: number, setting: ReaderSetting) {
    this.#broker = broker
    this.#setting = setting
  }

  /** Something changed: ends a rest. */
  wake(): void {
    this.#pause.cutShort()
  }

  /** Reads until the broker leads none of the partitions, or the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const led = this.#setting.ledBy(this.#broker)
      if (led.length === 0) return
      const now = performance.now()
      const asked = led.filter((one) => one.position !== null && one.restUntil <= now)
      if (asked.length === 0) await this.#pause.wait(restOf(led, now), signal)
      else await this.#readOnce(asked, signal)
    }
  }

  async #readOnce(asked: FollowedPartition[], signal: AbortSignal): Promise<void> {
    // Those that were served longest ago first: the broker fills the answer in the order asked for.
    asked.sort((a, b) => a.served - b.served)
    const { kafka } = this.#setting
    const sent = asked.map((one) => ({ one, offset: one.position ?? 0n, leaderEpoch: one.leaderEpoch }))
    const topicId = this.#setting.topicId()
    let answers: Awaited<ReturnType<KafkaClient['fetchRecords']>>
    try {
      answers = await kafka.fetchRecords(
        this.#broker,
        sent.map(({ one, offset, leaderEpoch }) => ({
          topic: OFFSETS_TOPIC,
          topicId,
          partition: one.partition,
          offset,
          leaderEpoch,
          lastEpoch: one.lastEpoch,
          maxBytes: PARTITION_BYTES,
        })),
        { maxWaitMs: MAX_WAIT_MS, maxBytes: ANSWER_BYTES, purpose: 'follow', signal },
      )
    } catch (error) {
      if (signal.aborted) return
      for (const one of asked) one.failed('interrupted', errorMessage(error), FIRST_REST_MS)
      this.#setting.lookForLeaders()
      return
    }
    const arrivals = sent.map(({ one, offset, leaderEpoch }) => {
      // Another broker leads it since, and has been asked already.
      if (one.leader !== this.#broker || one.position !== offset || one.leaderEpoch !== leaderEpoch) return undefined
      const answer = answers.get(`${OFFSETS_TOPIC}/${one.partition}`)
      if (!answer) return undefined
      return isItemError(answer) ? this.#refused(one, answer.error, signal) : this.#arrived(one, offset, answer)
    })
    await Promise.all(arrivals)
  }

  #arrived(one: FollowedPartition, offset: bigint, answer: FetchedPartition): Promise<void> | undefined {
    const { decoder, spend } = this.#setting
    one.fine()
    one.end = answer.highWatermark
    if (answer.diverging) {
      const to = answer.diverging.endOffset < offset ? answer.diverging.endOffset : offset
      return this.#leap(one, to, 'the log was cut off there after another broker took over')
    }
    const read = endOfBatches(answer.records)
    if (read) {
      one.served = performance.now()
      // Never beyond the end: a header that lies must not make us miss what comes. Nor back.
      if (read.nextOffset > offset && read.nextOffset <= answer.highWatermark) one.position = read.nextOffset
      else if (read.nextOffset > offset) one.position = answer.highWatermark
      one.lastEpoch = read.leaderEpoch < 0 ? null : read.leaderEpoch
    }
    const next = one.position ?? offset
    if (!read && one.caughtUp) return undefined
    const done = decoder.enqueue(async () => {
      await decoder.decode(one, answer.records, offset, (records, leaderEpoch) => {
        this.#setting.handOn(one, { records }, leaderEpoch)
      })
      this.#setting.reached(one, next)
    })
    const spent = !one.caughtUp && !spend(answer.records.length)
    if (!spent || next >= one.target) return done
    return this.#leap(one, one.target, 'the past is larger than may be read of it')
  }

  /** Goes on elsewhere, and says so when all before has been handed on. */
  #leap(one: FollowedPartition, to: bigint, reason: string): Promise<void> {
    const from = one.position ?? to
    one.jump(to)
    return this.#setting.decoder.enqueue(() => {
      one.transactions.clear()
      this.#setting.handOn(one, { gap: { from, to, reason } }, -1)
      this.#setting.reached(one, to)
    })
  }

  async #refused(one: FollowedPartition, error: KafkaItemError, signal: AbortSignal): Promise<void> {
    const reason = error.message ? `${error.name}: ${error.message}` : error.name
    if (error.name === 'OFFSET_OUT_OF_RANGE') return await this.#backIntoRange(one, reason, signal)
    if (isDenied(error)) one.failed('denied', reason, DENIED_REST_MS)
    else if (MOVED.has(error.name)) {
      one.failed('interrupted', `broker ${this.#broker} does not lead it now (${error.name})`, FIRST_REST_MS)
      this.#setting.lookForLeaders()
    } else one.failed('failed', reason, FIRST_REST_MS)
  }

  /** The log was cut: at its old end by the broker's cleaning, at its new end by a broker that lacked what others had. */
  async #backIntoRange(one: FollowedPartition, reason: string, signal: AbortSignal): Promise<void> {
    const asked = [{ topic: OFFSETS_TOPIC, partition: one.partition, leader: this.#broker }]
    const key = `${OFFSETS_TOPIC}/${one.partition}`
    const { kafka } = this.#setting
    const { position } = one
    try {
      const earliest = (await kafka.listOffsets(asked, 'earliest', { signal })).get(key)
      const latest = (await kafka.listOffsets(asked, 'latest', { signal })).get(key)
      if (position !== null && earliest && latest && !isItemError(earliest) && !isItemError(latest)) {
        if (position < earliest.offset)
          return await this.#leap(one, earliest.offset, 'the broker has deleted what lies between')
        if (position > latest.offset) return await this.#leap(one, latest.offset, 'the log was cut off there')
        // Within the range it is the epoch that the leader knows nothing of.
        one.jump(position)
      }
    } catch (error) {
      if (signal.aborted) return
      throw error
    }
    one.failed('interrupted', reason, FIRST_REST_MS)
  }
}

/** Longest wait of one Fetch. A partition that comes to a broker waits for the end of it. */
const MAX_WAIT_MS = 1000
/** Most in one answer; what is larger would be held in memory for nothing. */
const ANSWER_BYTES = 4 * 1024 * 1024
const PARTITION_BYTES = 1024 * 1024
const FIRST_REST_MS = 250
/** A permission may be given later. */
const DENIED_REST_MS = 15_000

/** Errors that say: ask another broker, or the same one a little later. */
const MOVED = new Set([
  'NOT_LEADER_OR_FOLLOWER',
  'FENCED_LEADER_EPOCH',
  'UNKNOWN_LEADER_EPOCH',
  'UNKNOWN_TOPIC_OR_PARTITION',
  'UNKNOWN_TOPIC_ID',
  'INCONSISTENT_TOPIC_ID',
  'LEADER_NOT_AVAILABLE',
  'REPLICA_NOT_AVAILABLE',
  'OFFSET_NOT_AVAILABLE',
  'KAFKA_STORAGE_ERROR',
])

/** Until the first of them may be asked for again. */
function restOf(led: readonly FollowedPartition[], now: number): number {
  const ready = led.filter(({ position }) => position !== null).map(({ restUntil }) => restUntil - now)
  return ready.length === 0 ? MAX_WAIT_MS : Math.max(0, Math.min(...ready))
}
