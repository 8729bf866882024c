import type { SeenStart } from './classic-group'
import { seconds } from './evidence'

/** More looks at one rebalance than these say nothing new. */
const MOST = 200
/** Clocks of brokers and our own may differ by this much. */
const CLOCKS_MS = 500

/** The looks at a group's state that found it rebalancing, since it last was not. */
export class StateSightings {
  #run: { at: number; previousAt: number | null }[] = []
  #calmAt: number | null = null

  /** Found rebalancing at `at`; the look before was at `previousAt`, null when there was none. Epoch ms. */
  saw(at: number, previousAt: number | null): void {
    if (this.#calmAt !== null) this.#run = []
    this.#calmAt = null
    this.#run.push({ at, previousAt })
    // The first is when it began.
    if (this.#run.length > MOST) this.#run.splice(1, 1)
  }

  /** Found not rebalancing. */
  calm(at: number): void {
    this.#calmAt ??= at
  }

  /** When the rebalance began that came after `after`, whose members had all joined at `joinedAt`, and that was over at `endedAt`. */
  start(after: number, joinedAt: number, endedAt: number): SeenStart | null {
    if (this.#calmAt !== null && this.#calmAt < endedAt - CLOCKS_MS) return null
    const first = this.#run.find(({ at }) => at > after)
    if (!first || first.at > endedAt + CLOCKS_MS) return null
    const at = Math.min(first.at, joinedAt)
    const { previousAt } = first
    const earliest = previousAt === null ? null : Math.max(previousAt, after)
    if (earliest === null) return { at, note: 'already under way when its state was first looked at' }
    return { at, note: `seen in its state: it began up to ${seconds(Math.max(0, at - earliest))} earlier` }
  }
}
