import type { LogPosition } from '@/lib/lag/log-position'
import { OffsetRing, type Ticks } from './ticks'

/** Readings of the last minutes are kept closer than ticks, so that the age of a record just written is exact. */
const RECENT = 32
const RECENT_APART_MS = 900
/** Ends that Burrow would keep: ten, ten seconds apart. */
const VERDICT_ENDS = 10
/** Places where the start of the log was; it moves rarely, and by whole segments. */
const STARTS = 16
const START_SPAN_MS = 3_600_000

/** What was recorded of one partition's log in the last hour. */
export class RecordedLog {
  readonly topic: string
  readonly partition: number
  readonly ends = new OffsetRing()
  /** The last reading; null while the end is not known. */
  end: LogPosition | null = null
  start: bigint | null = null
  /** How many times the log was found shorter: what was concluded before holds no more. */
  cuts = 0
  /** How many positions of groups lie in it. */
  users = 0
  /** Oldest first. */
  #recent: LogPosition[] = []
  #starts: LogPosition[] = []

  constructor(topic: string, partition: number) {
    this.topic = topic
    this.partition = partition
  }

  /** A reading; null for what could not be read. */
  take(at: number, end: bigint | null, start: bigint | null): void {
    const before = this.end ?? this.#recent.at(-1)
    if (end !== null && before && end < before.offset) this.cuts += 1
    this.end = end === null ? null : { at, offset: end }
    const last = this.#recent.at(-1)
    if (this.end && (!last || at - last.at >= RECENT_APART_MS)) {
      this.#recent.push(this.end)
      if (this.#recent.length > RECENT) this.#recent.shift()
    }
    if (start === null) return
    this.start = start
    const known = this.#starts.at(-1)
    if (known && start < known.offset) this.#starts = []
    if (!known || start !== known.offset) this.#starts.push({ at, offset: start })
    // The place before the span still tells where the start was when the span began.
    while (this.#starts.length > STARTS || (this.#starts[1] && at - this.#starts[1].at > START_SPAN_MS))
      this.#starts.shift()
  }

  tick(slot: number): void {
    this.ends.set(slot, this.end?.offset ?? null)
  }

  /** The earliest known start of the log within the span. */
  get startThen(): LogPosition | null {
    return this.#starts[0] ?? null
  }

  /** Recorded ends, newest first. */
  *newestFirst(ticks: Ticks): Generator<LogPosition> {
    if (this.end) yield this.end
    for (let index = this.#recent.length - 1; index >= 0; index -= 1) {
      const one = this.#recent[index]
      if (one) yield one
    }
    const oldest = this.#recent[0]?.at ?? Number.POSITIVE_INFINITY
    for (const slot of ticks.slots()) {
      const offset = this.ends.get(slot)
      if (offset !== null && ticks.at(slot) < oldest) yield { at: ticks.at(slot), offset }
    }
  }

  /** Ends for a verdict, oldest first. */
  verdictEnds(ticks: Ticks): LogPosition[] {
    const ends = ticks.slots(VERDICT_ENDS).flatMap((slot) => {
      const offset = this.ends.get(slot)
      return offset === null ? [] : [{ at: ticks.at(slot), offset }]
    })
    return ends.reverse()
  }

  /** All recorded ends since a moment, and the last one before it; oldest first. */
  endsSince(from: number, ticks: Ticks): LogPosition[] {
    const ends: LogPosition[] = []
    for (const one of this.newestFirst(ticks)) {
      if (one.at !== ends.at(-1)?.at) ends.push(one)
      if (one.at <= from) break
    }
    return ends.reverse()
  }

  /** Where the log ended at a moment that lies between two recent readings; null when it does not. */
  endAt(at: number): bigint | null {
    const { end } = this
    const readings = end && end !== this.#recent.at(-1) ? [...this.#recent, end] : this.#recent
    for (let index = readings.length - 1; index > 0; index -= 1) {
      const [before, after] = [readings[index - 1], readings[index]]
      if (!before || !after || before.at > at) continue
      if (after.at < at) return null
      const part = BigInt(Math.round(at - before.at))
      const spanMs = BigInt(Math.max(1, Math.round(after.at - before.at)))
      return before.offset + ((after.offset - before.offset) * part) / spanMs
    }
    return null
  }
}
