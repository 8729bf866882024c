const NUMBERS_REPAINT_MS = 250

/** When what was received is painted: state with the next frame, numbers four times a second, whatever is first for both. */
export class PaintSchedule {
  readonly #nextFrame: (callback: () => void) => () => void
  readonly #paint: () => void
  #cancelFrame: (() => void) | null = null
  #numbersTimer: ReturnType<typeof setTimeout> | null = null

  /** `nextFrame` answers how to call it off. */
  constructor(nextFrame: (callback: () => void) => () => void, paint: () => void) {
    this.#nextFrame = nextFrame
    this.#paint = paint
  }

  stateChanged(): void {
    this.#cancelFrame ??= this.#nextFrame(() => this.now())
  }

  numbersChanged(): void {
    this.#numbersTimer ??= setTimeout(() => this.now(), NUMBERS_REPAINT_MS)
  }

  /** Paints at once and calls off what was planned. */
  now(): void {
    this.#cancelFrame?.()
    this.#cancelFrame = null
    if (this.#numbersTimer) clearTimeout(this.#numbersTimer)
    this.#numbersTimer = null
    this.#paint()
  }
}
