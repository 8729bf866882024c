/** How many moments are kept: an hour. */
export const TICKS = 360
/** Between two of them, ms; a little less, since readings come at their own rhythm. */
const APART_MS = 9_500

/** The moments of the last hour at which everything is recorded; rings of values lie beside it, slot by slot. */
export class Ticks {
  readonly #times = new Float64Array(TICKS)
  readonly #slots = new Map<number, readonly number[]>()
  #count = 0

  /** Whether the last is long enough ago. */
  due(at: number): boolean {
    const last = this.slots(1)[0]
    return last === undefined || at - this.at(last) >= APART_MS
  }

  /** The slot for this moment (epoch ms); it takes the place of the oldest when all are taken. */
  add(at: number): number {
    const slot = this.#count % TICKS
    this.#times[slot] = at
    this.#count += 1
    this.#slots.clear()
    return slot
  }

  at(slot: number): number {
    return this.#times[slot] ?? 0
  }

  /** The last so many slots, newest first. */
  slots(most = TICKS): readonly number[] {
    const known = this.#slots.get(most)
    if (known) return known
    const length = Math.min(most, this.#count, TICKS)
    const slots = Array.from({ length }, (_, back) => (this.#count - 1 - back) % TICKS)
    this.#slots.set(most, slots)
    return slots
  }
}

/** One value for each tick, offsets of a log; 8 bytes each. */
export class OffsetRing {
  readonly #values = new BigInt64Array(TICKS).fill(UNKNOWN)

  get(slot: number): bigint | null {
    const value = this.#values[slot] ?? UNKNOWN
    return value === UNKNOWN ? null : value
  }

  set(slot: number, value: bigint | null): void {
    this.#values[slot] = value ?? UNKNOWN
  }
}

/** No offset is below 0. */
const UNKNOWN = -1n
