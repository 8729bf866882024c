import type { GroupProgress } from '@/lib/model/group-progress'
import type { RecordedPosition } from './recorded-position'
import { TICKS, type Ticks } from './ticks'

const MINUTE_MS = 60_000
const TREND_MINUTES = 30
/** A tick further from the minute than this says nothing of it. */
const NEAR_MS = 20_000

/** What was recorded of one group. */
export class RecordedGroup {
  readonly id: string
  /** By "topic/partition". */
  readonly positions = new Map<string, RecordedPosition>()
  readonly since: number
  /** It was in the list of groups. */
  listed = false
  /** Some of its positions found no room. */
  leftOut = 0
  /** When its progress was written last, epoch ms. */
  writtenAt = 0
  readonly #timeLags = new Float64Array(TICKS).fill(Number.NaN)
  #trend: { minute: number; values: GroupProgress['trend'] } | null = null

  constructor(id: string, since: number) {
    this.id = id
    this.since = since
  }

  tick(slot: number): void {
    this.#timeLags[slot] = Number.NaN
    for (const position of this.positions.values()) position.tick(slot)
  }

  setTimeLag(slot: number, ms: number | null): void {
    this.#timeLags[slot] = ms ?? Number.NaN
  }

  /** Of the partition furthest behind at a tick, ms; null when it was not known. */
  timeLagAt(slot: number): number | null {
    const ms = this.#timeLags[slot] ?? Number.NaN
    return Number.isNaN(ms) ? null : ms
  }

  /** Total lag at the full minutes of the last half hour, oldest first. */
  trend(ticks: Ticks, now: number): GroupProgress['trend'] {
    const minute = Math.floor(now / MINUTE_MS)
    if (this.#trend?.minute === minute) return this.#trend.values
    const slots = ticks.slots()
    const values = Array.from({ length: TREND_MINUTES }, (_, index) => {
      const at = (minute - TREND_MINUTES + 1 + index) * MINUTE_MS
      const nearest = slots.find((slot) => ticks.at(slot) <= at + NEAR_MS / 2)
      if (nearest === undefined || at - ticks.at(nearest) > NEAR_MS) return null
      return this.#totalAt(nearest, ticks.at(nearest))
    })
    this.#trend = { minute, values }
    return values
  }

  /** Null while a partition that was recorded already was not known. */
  #totalAt(slot: number, at: number): number | null {
    let total: bigint | null = null
    for (const position of this.positions.values()) {
      if (position.since > at) continue
      const lag = position.lagAt(slot)
      if (lag === null) return null
      total = (total ?? 0n) + lag
    }
    // For drawing only; the digits that a number loses beyond 2^53 are not seen.
    return total === null ? null : Number(total)
  }
}
