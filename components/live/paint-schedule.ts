const NUMBERS_REPAINT_MS = 250
/** A paint that costs more than a frame is followed by this many times its cost of rest, so that the page stays usable in a storm. */
const REST_SHARE = 2
const FRAME_MS = 16
const LONGEST_REST_MS = 1_000

/** When what was received is painted: state with the next frame, numbers four times a second, whatever is first for both. */
export class PaintSchedule {
  readonly #nextFrame: (callback: () => void) => () => void
  readonly #paint: () => void
  #cancelState: (() => void) | null = null
  #numbersTimer: ReturnType<typeof setTimeout> | null = null
  #restUntil = 0

  /** `nextFrame` answers how to call it off. */
  constructor(nextFrame: (callback: () => void) => () => void, paint: () => void) {
    this.#nextFrame = nextFrame
    this.#paint = paint
  }

  stateChanged(): void {
    this.#cancelState ??= this.#afterRest()
  }

  numbersChanged(): void {
    this.#numbersTimer ??= setTimeout(() => this.now(), NUMBERS_REPAINT_MS)
  }

  /** Paints at once and calls off what was planned. */
  now(): void {
    this.#cancelState?.()
    this.#cancelState = null
    if (this.#numbersTimer) clearTimeout(this.#numbersTimer)
    this.#numbersTimer = null
    const began = performance.now()
    this.#paint()
    // React renders in a microtask queued by the paint; ours comes after it.
    queueMicrotask(() => {
      const end = performance.now()
      const cost = end - began
      this.#restUntil = cost > FRAME_MS ? end + Math.min(LONGEST_REST_MS, cost * REST_SHARE) : end
    })
  }

  #afterRest(): () => void {
    const restMs = this.#restUntil - performance.now()
    if (restMs <= 0) return this.#nextFrame(() => this.now())
    const timer = setTimeout(() => this.now(), restMs)
    return () => clearTimeout(timer)
  }
}
