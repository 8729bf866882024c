import { setImmediate as nextTurn } from 'node:timers/promises'

/** Time without a turn for others. */
const SLICE_MS = 5

/** Cuts long work into slices, so that others have their turn in between: `if (turns.due) await turns.give()`. */
export class Turns {
  #sliceEndsAt = performance.now() + SLICE_MS

  get due(): boolean {
    return performance.now() >= this.#sliceEndsAt
  }

  /** Resolves when others have had theirs. */
  async give(): Promise<void> {
    await nextTurn()
    this.#sliceEndsAt = performance.now() + SLICE_MS
  }
}
