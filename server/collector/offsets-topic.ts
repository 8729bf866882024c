import { OffsetsTopicFollower, type OffsetsTopicSource, type OffsetsTopicStatus } from '../kafka/offsets-topic/follower'
import type { OffsetsTopicBatch } from '../kafka/offsets-topic/offsets-topic-batch'
import type { OffsetCollector } from './offsets'
import type { SourceReporter } from './source-reporter'

/** Hears what is written to `__consumer_offsets`; it should be quick, and must not throw. */
export interface OffsetsTopicListener {
  take(batch: OffsetsTopicBatch): void
}

type CommittedLookup = (group: string, topic: string, partition: number) => string | null

const SOURCE = 'offsets-topic'
/** Pages show when a source was heard of last; a follower that hears nothing is still there. */
const REPORT_MS = 5_000
/** A burst of commits is one round. */
const GATHER_MS = 30
/** From one round to the next. */
const ROUND_MS = 250
/** Each round writes whole topics: the more partitions, the longer until the next. */
const PER_PARTITION_MS = 0.25

/**
 * Follows `__consumer_offsets`, hands what is written there to those who record it, and has what a group committed read
 * anew within a quarter of a second. Where the topic cannot be followed its source says why, and all goes by polling.
 */
export class OffsetsTopicCollector {
  readonly #follower: OffsetsTopicFollower
  readonly #exists: () => boolean
  readonly #committed: CommittedLookup
  readonly #offsets: Pick<OffsetCollector, 'touched'>
  readonly #reporter: SourceReporter
  readonly #abort = new AbortController()
  #touched = new Set<string>()
  #round: NodeJS.Timeout | null = null
  #running: Promise<void> | null = null
  #nextRoundAt = 0
  #report: NodeJS.Timeout | null = null
  #following = false

  constructor(
    kafka: OffsetsTopicSource,
    {
      exists,
      committed,
      offsets,
      reporter,
      listeners,
      log,
    }: {
      /** Whether the topic is known to be there: old brokers create it when it is asked for by name. */
      exists: () => boolean
      /** What is known to be committed: consumers that have nothing to read commit the same again and again. */
      committed: CommittedLookup
      offsets: Pick<OffsetCollector, 'touched'>
      reporter: SourceReporter
      listeners: readonly OffsetsTopicListener[]
      log: (line: string) => void
    },
  ) {
    this.#exists = exists
    this.#committed = committed
    this.#offsets = offsets
    this.#reporter = reporter
    this.#follower = new OffsetsTopicFollower(kafka, {
      log,
      onStatus: () => this.#say(),
      onBatch: (batch) => {
        for (const listener of listeners) listener.take(batch)
        if (batch.caughtUp) this.#mark(batch)
      },
    })
  }

  /** Once; further calls do nothing. */
  start(): void {
    if (this.#report || this.#abort.signal.aborted) return
    this.#report = setInterval(() => this.look(), REPORT_MS)
    this.look()
  }

  /** The topic may have come to be. */
  look(): void {
    if (!this.#report || this.#abort.signal.aborted) return
    this.#following ||= this.#exists()
    if (this.#following) this.#follower.start()
    this.#say()
  }

  async stop(): Promise<void> {
    this.#abort.abort()
    if (this.#report) clearInterval(this.#report)
    if (this.#round) clearTimeout(this.#round)
    await Promise.all([this.#follower.stop(), this.#running])
  }

  #mark({ records }: OffsetsTopicBatch): void {
    for (const record of records) {
      if (record.kind !== 'offset-commit') continue
      const { group, topic, partition, value } = record
      if (value === null || String(value.offset) !== this.#committed(group, topic, partition)) this.#touched.add(group)
    }
    this.#plan()
  }

  #plan(): void {
    if (this.#touched.size === 0 || this.#round || this.#running || this.#abort.signal.aborted) return
    const waitMs = Math.max(GATHER_MS, this.#nextRoundAt - performance.now())
    this.#round = setTimeout(() => {
      this.#round = null
      this.#running = this.#read().finally(() => {
        this.#running = null
        this.#plan()
      })
    }, waitMs)
  }

  async #read(): Promise<void> {
    const ids = this.#touched
    this.#touched = new Set()
    const startedAt = performance.now()
    let written = 0
    try {
      written = await this.#offsets.touched(ids, this.#abort.signal)
    } catch {
      // Only the end of everything rejects; what a broker does not answer stands with the groups it concerns.
    }
    this.#nextRoundAt = startedAt + ROUND_MS + written * PER_PARTITION_MS
  }

  #say(): void {
    if (this.#abort.signal.aborted) return
    const { kind, reason } = this.#following ? healthOf(this.#follower.status()) : NOT_THERE
    if (kind === 'live') this.#reporter.ok(SOURCE, null)
    else if (kind === 'absent') this.#reporter.absent(SOURCE, reason)
    else if (kind === 'down') this.#reporter.failed(SOURCE, reason, null)
  }
}

const NOT_THERE: Health = {
  kind: 'absent',
  reason: 'no group has committed yet, or we may not see the topic __consumer_offsets (DESCRIBE needed)',
}

type Health = { kind: 'live' | 'starting' | 'absent' | 'down'; reason: string }

/** One word for the topic and all its partitions, the worst of them. */
function healthOf({ state, reason, partitions }: OffsetsTopicStatus): Health {
  if (state === 'absent') return { kind: 'absent', reason: reason ?? 'the topic does not exist' }
  if (state === 'denied')
    return {
      kind: 'absent',
      reason: `${reason ?? 'not authorised'}: DESCRIBE and READ on TOPIC __consumer_offsets needed`,
    }
  const of = (...states: string[]) => partitions.filter((one) => states.includes(one.state))
  const count = (some: readonly unknown[]) => `${some.length} of ${partitions.length} partitions`
  const denied = of('denied')
  if (denied.length > 0)
    return { kind: 'absent', reason: `${count(denied)}: ${denied[0]?.reason}: READ on TOPIC __consumer_offsets needed` }
  const failing = of('interrupted', 'offline', 'failed')
  if (failing.length > 0) return { kind: 'down', reason: `${count(failing)} cannot be followed: ${failing[0]?.reason}` }
  if (state === 'unreachable') return { kind: 'down', reason: reason ?? 'no broker answers' }
  if (state === 'starting' || partitions.some((one) => one.state !== 'following'))
    return { kind: 'starting', reason: '' }
  const unreadable = partitions.filter((one) => one.unreadable > 0)
  if (unreadable.length > 0)
    return {
      kind: 'absent',
      reason: `${count(unreadable)} hold what we cannot read: ${unreadable[0]?.unreadableReason}`,
    }
  return { kind: 'live', reason: '' }
}
