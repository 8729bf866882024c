import type { SeenCommit } from '@/lib/health/burrow-verdict'
import type { PartitionWindow } from '@/lib/history/lag-history'
import type { GroupPosition } from '@/lib/lag/log-position'
import type { EarlierPosition } from '@/lib/lag/rates'
import { firstUnread, type RecordTime, type TimeLag, timeLag, timeLagByRecord } from '@/lib/lag/time-lag'
import type { RecordedLog } from './recorded-log'
import { OffsetRing, type Ticks } from './ticks'

/** As Burrow keeps them. */
const COMMITS = 10
/** Commits closer than this are one, as with Burrow. */
const COMMITS_APART_MS = 1_000
/** A record whose time could not be read is looked at again so much later. */
const LOOK_AGAIN_MS = 60_000
/** Rates are of about three minutes. */
const RATE_TICKS = 18

/** What was recorded of a group in one partition. */
export class RecordedPosition {
  readonly log: RecordedLog
  readonly committed = new OffsetRing()
  /** When it was seen first, epoch ms: a missing value before is no gap. */
  readonly since: number
  /** As OffsetFetch said last; null while that is not known. */
  offset: bigint | null = null
  /** Why it is not known. */
  reason: string | null = null
  /** Oldest first. */
  #commits: SeenCommit[] = []
  /** The last commit waits for the end of the log at its time. */
  #awaitsEnd = false
  /** In the offsets topic, of the last commit; of one key the highest counts. */
  #commitRecord = -1n
  #age: { unread: bigint; cuts: number; lag: TimeLag & { writtenAt: number } } | null = null
  /** Whether recorded ends told the age when it was last asked for. */
  #endsReachBack = true
  /** The record looked at last. */
  #record: (RecordTime & { cuts: number; lookedAt: number }) | null = null

  constructor(log: RecordedLog, since: number) {
    this.log = log
    this.since = since
    log.users += 1
  }

  get commits(): readonly SeenCommit[] {
    return this.#commits
  }

  /** A commit out of the offsets topic; false when a later one of the same key came before it. */
  follow(record: bigint, offset: bigint, at: number, live: boolean): boolean {
    if (record <= this.#commitRecord) return false
    this.#commitRecord = record
    this.#see({ offset, at, lag: null }, live)
    return true
  }

  /** What OffsetFetch says. A change that no followed commit explains is a commit too, of about this time. */
  poll(offset: bigint | null, reason: string | null, at: number, pollsApartMs: number): void {
    const before = this.offset
    this.offset = offset
    this.reason = reason
    if (offset === null || before === null || offset === before) return
    const last = this.#commits.at(-1)
    if (!last || last.at < at - pollsApartMs - COMMITS_APART_MS) this.#see({ offset, at, lag: null }, true)
  }

  /** Its commits from before may miss some. */
  forgetCommits(): void {
    this.#commits = []
    this.#awaitsEnd = false
  }

  #see(commit: SeenCommit, live: boolean): void {
    const last = this.#commits.at(-1)
    if (last && commit.at >= last.at - COMMITS_APART_MS && commit.at < last.at + COMMITS_APART_MS) {
      this.#commits[this.#commits.length - 1] = { ...commit, at: last.at }
    } else {
      this.#commits.push(commit)
      // What is read of the past may come after what was polled.
      if (last && commit.at < last.at) this.#commits.sort((a, b) => a.at - b.at)
      if (this.#commits.length > COMMITS) this.#commits.shift()
    }
    this.#awaitsEnd = live
  }

  /** The log was read: the end behind the last commit is known now. */
  logRead(): void {
    const last = this.#commits.at(-1)
    if (!this.#awaitsEnd || !last || !this.log.end || this.log.end.at < last.at) return
    this.#awaitsEnd = false
    const end = this.log.endAt(last.at) ?? this.log.end.offset
    this.#commits[this.#commits.length - 1] = { ...last, lag: end > last.offset ? end - last.offset : 0n }
  }

  /** What a verdict rests on. */
  window(ticks: Ticks): PartitionWindow {
    const commits = this.#commits.map(({ at, offset }) => ({ at, offset }))
    const since = Math.min(commits[0]?.at ?? Number.POSITIVE_INFINITY, this.log.verdictEnds(ticks)[0]?.at ?? 0)
    return { commits, ends: this.log.endsSince(since, ticks), committed: this.offset }
  }

  tick(slot: number): void {
    this.committed.set(slot, this.offset)
  }

  /** Where it is now; null while one of both offsets is not known. */
  position(now: number): GroupPosition | null {
    const { offset, log } = this
    if (offset === null || log.end === null) return null
    return { committed: offset, start: log.start, end: log.end.offset, readAt: log.end.at, now }
  }

  /** The age of the first unread record. */
  timeLag(position: GroupPosition, ticks: Ticks): TimeLag {
    const lag = this.#lagByEnds(position, ticks)
    this.#endsReachBack = lag.source === 'interpolated'
    const record = this.#record
    return record && record.cuts === this.log.cuts ? timeLagByRecord(lag, position, record) : lag
  }

  /** The record whose own timestamp should be looked at, as recorded ends did not tell its age; null for none. */
  olderRecord(now: number): { offset: bigint; waiting: bigint; lookedAt: number } | null {
    const position = this.#endsReachBack ? null : this.position(now)
    if (position === null) return null
    const offset = firstUnread(position)
    if (offset >= position.end) return null
    const record = this.#record?.cuts === this.log.cuts ? this.#record : null
    const fresh = record !== null && (record.at !== null || now - record.lookedAt < LOOK_AGAIN_MS)
    if (fresh && record.offset === offset) return null
    return { offset, waiting: position.end - offset, lookedAt: record?.lookedAt ?? 0 }
  }

  /** What looking at a record gave; `cuts` of the log before. */
  takeRecordTime(record: RecordTime, cuts: number, lookedAt: number): void {
    this.#record = { ...record, cuts, lookedAt }
  }

  /** Found once for each record. */
  #lagByEnds(position: GroupPosition, ticks: Ticks): TimeLag {
    const { end, now } = position
    const unread = firstUnread(position)
    const known = this.#age
    if (known && known.unread === unread && known.cuts === this.log.cuts && unread < end)
      return { ...known.lag, ms: Math.max(1, Math.round(now - known.lag.writtenAt)) }
    const lag = timeLag(position, this.log.newestFirst(ticks))
    this.#age =
      lag.ms !== null && lag.writtenAt !== null
        ? { unread, cuts: this.log.cuts, lag: { ...lag, writtenAt: lag.writtenAt } }
        : null
    return lag
  }

  /** Where log and group stood at the beginning of the time that rates are made of. */
  earlier(ticks: Ticks): EarlierPosition | null {
    for (const slot of ticks.slots(RATE_TICKS).toReversed()) {
      const [end, committed] = [this.log.ends.get(slot), this.committed.get(slot)]
      if (end !== null && committed !== null) return { at: ticks.at(slot), end, committed }
    }
    return null
  }

  /** Lag at a tick; null when not known. */
  lagAt(slot: number): bigint | null {
    const [end, committed] = [this.log.ends.get(slot), this.committed.get(slot)]
    return end === null || committed === null || committed > end ? null : end - committed
  }
}
