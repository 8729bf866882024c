import { setTimeout as delay } from 'node:timers/promises'
import { errorMessage } from '@/lib/errors'
import { OFFSETS_TOPIC } from '@/lib/records/coordinator-partition'
import type { OffsetsTopicRecord } from '@/lib/records/offsets-topic'
import type { KafkaClient } from '../client'
import { isDenied, isItemError } from '../item-error'
import type { TopicMetadata } from '../requests/metadata'
import { findStarts } from './backfill'
import { Decoder } from './decoder'
import { FollowedPartition, type PartitionStatus } from './followed-partition'
import { LeaderReader } from './leader-reader'
import type { OffsetsTopicBatch, OffsetsTopicGap } from './offsets-topic-batch'
import { Pause } from './pause'

/**
 * Follows `__consumer_offsets`: the records of the last hour, then each new one as it is written. Joins no group, commits
 * nothing, and never makes brokers create the topic. What cannot be read is a state with a reason, and is tried again.
 */
export class OffsetsTopicFollower {
  readonly #kafka: OffsetsTopicSource
  readonly #options: Required<OffsetsTopicOptions>
  readonly #abort = new AbortController()
  readonly #decoder = new Decoder()
  readonly #partitions = new Map<number, FollowedPartition>()
  readonly #readers = new Map<number, { reader: LeaderReader; ended: Promise<void> }>()
  readonly #look = new Pause()
  #topic: { state: TopicState; reason: string | null } = { state: 'starting', reason: null }
  #topicId: string | null = null
  #bytesLeft: number
  /** Where partitions of a topic that is gone were left. */
  readonly #former = new Map<number, bigint>()
  /** `performance.now()` since which the topic has been said not to exist. */
  #absentSince: number | null = null
  #ended: Promise<void> | null = null

  constructor(kafka: OffsetsTopicSource, options: OffsetsTopicOptions) {
    this.#kafka = kafka
    this.#options = {
      windowMs: HOUR_MS,
      budgetBytes: DEFAULT_BUDGET_BYTES,
      onStatus: () => {},
      log: () => {},
      ...options,
    }
    this.#bytesLeft = this.#options.budgetBytes
  }

  /** Once; further calls do nothing. */
  start(): void {
    this.#ended ??= this.#watchLeaders(this.#abort.signal)
  }

  /** No batch is handed on after it resolves. The connections belong to the client, and stay. */
  async stop(): Promise<void> {
    this.#abort.abort()
    await Promise.all([this.#ended, ...[...this.#readers.values()].map(({ ended }) => ended)])
    await this.#decoder.enqueue(() => {})
  }

  /** How it goes; partitions in order. */
  status(): OffsetsTopicStatus {
    const partitions = [...this.#partitions.values()].sort((a, b) => a.partition - b.partition)
    return { ...this.#topic, partitions: partitions.map((one) => one.status()) }
  }

  /** Keeps leaders up to date: at once when a reader was turned away, else now and then. */
  async #watchLeaders(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const { topics } = await this.#kafka.metadata([OFFSETS_TOPIC], { signal })
        this.#learn(topics.find(({ name }) => name === OFFSETS_TOPIC))
        await this.#begin(signal)
      } catch (error) {
        if (signal.aborted) return
        this.#say('unreachable', errorMessage(error))
      }
      // Brokers need a moment for their own news; and a storm of errors must not become a storm of questions.
      await delay(LEAST_LOOK_MS, null, { signal }).catch(() => {})
      await this.#look.wait(this.#restMs(), signal)
    }
  }

  /** Until the next look, unless a reader wants one. */
  #restMs(): number {
    if (this.#topic.state === 'denied') return DENIED_LOOK_MS
    const settled = this.#topic.state === 'present' && this.#absentSince === null
    const partitions = [...this.#partitions.values()]
    return settled && partitions.every((one) => one.settled) ? SETTLED_LOOK_MS : UNSETTLED_LOOK_MS
  }

  #learn(topic: TopicMetadata | undefined): void {
    const error = topic?.error
    if (!topic || error?.name === 'UNKNOWN_TOPIC_OR_PARTITION') {
      // A broker that has just started may not know its topics yet: only what is said for a while is believed.
      this.#absentSince ??= performance.now()
      if (this.#partitions.size > 0 && performance.now() - this.#absentSince < BELIEVED_AFTER_MS) return
      this.#forget()
      this.#say('absent', 'no group has committed yet: brokers create the topic with the first')
      return
    }
    this.#absentSince = null
    if (error) {
      const reason = error.message ? `${error.name}: ${error.message}` : error.name
      this.#say(isDenied(error) ? 'denied' : 'unreachable', reason)
      return
    }
    if (topic.topicId !== this.#topicId) {
      // Deleted and created again: nothing of before holds.
      this.#forget()
      this.#topicId = topic.topicId
    }
    this.#say('present', null)
    for (const { partition, leader, leaderEpoch } of topic.partitions) {
      const one = this.#partitions.get(partition) ?? new FollowedPartition(partition, () => this.#options.onStatus())
      this.#partitions.set(partition, one)
      // A broker that lags behind would send us back to the last leader.
      if (this.#topicId !== null && (leaderEpoch ?? -1) < (one.leaderEpoch ?? -1)) continue
      if (leader === null) one.failed('offline', 'it has no leader', 0)
      else if (one.leader !== leader || one.leaderEpoch !== leaderEpoch) one.retry()
      one.leader = leader
      one.leaderEpoch = leaderEpoch
    }
  }

  /** Finds out where to begin in partitions that have a leader, and sees that every leader is read. */
  async #begin(signal: AbortSignal): Promise<void> {
    const fresh = [...this.#partitions.values()].flatMap((one) =>
      one.position === null && one.leader !== null ? { one, partition: one.partition, leader: one.leader } : [],
    )
    if (fresh.length > 0) {
      const { windowMs } = this.#options
      const starts = await findStarts(this.#kafka, fresh, {
        since: Date.now() - windowMs,
        budgetBytes: this.#bytesLeft * PLANNED_SHARE,
        topicId: this.#topicId,
        signal,
      })
      for (const { one, partition } of fresh) {
        const start = starts.get(partition)
        if (!start || this.#partitions.get(partition) !== one) continue
        if (isItemError(start)) {
          const { name, message } = start.error
          one.failed(isDenied(start.error) ? 'denied' : 'interrupted', message ? `${name}: ${message}` : name, 0)
          continue
        }
        one.begin(start.from, start.end)
        const former = this.#former.get(partition)
        this.#former.delete(partition)
        if (former !== undefined) {
          this.#handOn(one, { gap: { from: former, to: start.from, reason: 'the topic was created anew' } }, -1)
        }
        if (start.skippedFrom !== null) {
          const reason = 'the past is larger than may be read of it'
          this.#handOn(one, { gap: { from: start.skippedFrom, to: start.from, reason } }, -1)
        }
        if (start.from === start.end) this.#reached(one, start.end)
      }
    }
    for (const { leader, position } of this.#partitions.values()) {
      if (leader !== null && position !== null) this.#read(leader, signal)
    }
  }

  /** Sees that a reader of this leader runs. */
  #read(leader: number, signal: AbortSignal): void {
    const running = this.#readers.get(leader)
    if (running) {
      running.reader.wake()
      return
    }
    const reader = new LeaderReader(leader, {
      kafka: this.#kafka,
      decoder: this.#decoder,
      ledBy: (broker) => [...this.#partitions.values()].filter((one) => one.leader === broker),
      topicId: () => this.#topicId,
      spend: (bytes) => {
        this.#bytesLeft = Math.max(0, this.#bytesLeft - bytes)
        return this.#bytesLeft > 0
      },
      handOn: (one, news, leaderEpoch) => this.#handOn(one, news, leaderEpoch),
      reached: (one, next) => this.#reached(one, next),
      lookForLeaders: () => this.#look.cutShort(),
    })
    const ended = reader
      .run(signal)
      .catch((error: unknown) =>
        this.#options.log(`following ${OFFSETS_TOPIC} at broker ${leader}: ${errorMessage(error)}`),
      )
      .then(() => {
        this.#readers.delete(leader)
        // Partitions that came to this broker while its reader ended would wait for the next look.
        this.#look.cutShort()
      })
    this.#readers.set(leader, { reader, ended })
  }

  #handOn(
    one: FollowedPartition,
    { records = [], gap = null }: { records?: OffsetsTopicRecord[]; gap?: OffsetsTopicGap | null },
    leaderEpoch: number,
  ): void {
    // Of a topic that was deleted since, or after the end.
    if (this.#partitions.get(one.partition) !== one || this.#abort.signal.aborted) return
    try {
      const { partition, caughtUp } = one
      this.#options.onBatch({ partition, leaderEpoch, records, caughtUp, at: Date.now(), gap })
    } catch (error) {
      this.#options.log(`a batch of ${OFFSETS_TOPIC} was not taken: ${errorMessage(error)}`)
    }
  }

  #reached(one: FollowedPartition, next: bigint): void {
    if (one.reached(next)) this.#handOn(one, {}, one.lastEpoch ?? -1)
  }

  #forget(): void {
    for (const { partition, delivered } of this.#partitions.values()) {
      if (delivered !== null) this.#former.set(partition, delivered)
    }
    this.#partitions.clear()
    this.#topicId = null
    this.#bytesLeft = this.#options.budgetBytes
    for (const { reader } of this.#readers.values()) reader.wake()
  }

  #say(state: TopicState, reason: string | null): void {
    if (this.#topic.state === state && this.#topic.reason === reason) return
    this.#topic = { state, reason }
    this.#options.onStatus()
  }
}

/** What the follower asks of a cluster. */
export type OffsetsTopicSource = Pick<KafkaClient, 'metadata' | 'listOffsets' | 'fetchRecords'>

export interface OffsetsTopicOptions {
  /** Told what was read, in order within a partition; it should be quick. */
  onBatch: (batch: OffsetsTopicBatch) => void
  /** Told when a state or a reason in `status()` is another; may come often. */
  onStatus?: () => void
  /** How far back to read at the start; an hour. */
  windowMs?: number
  /** Most to read of the past, in all partitions together; 64 MiB. */
  budgetBytes?: number
  /** One line for what should not happen, for the server's log. */
  log?: (line: string) => void
}

/**
 * `absent`: the topic does not exist. `denied`: we may not see it. `unreachable`: nobody tells who leads its partitions;
 * those that are read go on.
 */
type TopicState = 'starting' | 'present' | 'absent' | 'denied' | 'unreachable'

/** How the topic is followed. */
export interface OffsetsTopicStatus {
  state: TopicState
  /** Null while starting or present. */
  reason: string | null
  /** In order; empty unless the topic is or was present. */
  partitions: PartitionStatus[]
}

const HOUR_MS = 3_600_000
const DEFAULT_BUDGET_BYTES = 64 * 1024 * 1024
/** The rest is for sizes that were estimated too low. */
const PLANNED_SHARE = 0.8
const BELIEVED_AFTER_MS = 3000
const LEAST_LOOK_MS = 250
const UNSETTLED_LOOK_MS = 1000
/** A permission may be given later. */
const DENIED_LOOK_MS = 15_000
const SETTLED_LOOK_MS = 30_000
