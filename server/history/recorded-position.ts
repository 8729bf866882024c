import type { SeenCommit } from '@/lib/health/burrow-verdict'
import type { GroupPosition } from '@/lib/lag/log-position'
import type { EarlierPosition } from '@/lib/lag/rates'
import { type TimeLag, timeLag } from '@/lib/lag/time-lag'
import type { RecordedLog } from './recorded-log'
import { OffsetRing, type Ticks } from './ticks'

/** As Burrow keeps them. */
const COMMITS = 10
/** Commits closer than this are one, as with Burrow. */
const COMMITS_APART_MS = 1_000
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
  #record = -1n
  #age: { unread: bigint; cuts: number; lag: TimeLag & { writtenAt: number } } | null = null

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
    if (record <= this.#record) return false
    this.#record = record
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

  tick(slot: number): void {
    this.committed.set(slot, this.offset)
  }

  /** Where it is now; null while one of both offsets is not known. */
  position(now: number): GroupPosition | null {
    const { offset, log } = this
    if (offset === null || log.end === null) return null
    return { committed: offset, start: log.start, end: log.end.offset, readAt: log.end.at, now }
  }

  /** The age of the first unread record; found once for each record. */
  timeLag(position: GroupPosition, ticks: Ticks): TimeLag {
    const { committed, start, end, now } = position
    const unread = start !== null && start > committed ? start : committed
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
