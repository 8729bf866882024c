import type { Rebalance } from '@/lib/model/rebalance'

const MOST_OF_GROUP = 100
const MOST = 5_000

interface Entry {
  rebalance: Rebalance
}

/** The last rebalances of each group, and no more than some thousands in all: the oldest are forgotten. */
export class RecordedRebalances {
  readonly #groups = new Map<string, Entry[]>()
  /** In the order in which they came. */
  readonly #order = new Set<Entry>()
  #all: readonly Rebalance[] | null = null

  /** A new one, or a known one (same generation and `at`) of which more is known. */
  put(rebalance: Rebalance): void {
    this.#all = null
    const entries = this.#groups.get(rebalance.group) ?? []
    this.#groups.set(rebalance.group, entries)
    const known = entries.findLast(
      (entry) => entry.rebalance.generation === rebalance.generation && entry.rebalance.at === rebalance.at,
    )
    if (known) {
      known.rebalance = rebalance
      return
    }
    const entry = { rebalance }
    entries.push(entry)
    this.#order.add(entry)
    const [first] = entries
    if (entries.length > MOST_OF_GROUP && first) this.#drop(first)
    const [oldest] = this.#order
    if (this.#order.size > MOST && oldest) this.#drop(oldest)
  }

  /** Oldest first. */
  of(group: string): Rebalance[] {
    return (this.#groups.get(group) ?? []).map(({ rebalance }) => rebalance)
  }

  /** Oldest first. */
  all(): readonly Rebalance[] {
    this.#all ??= [...this.#order].map(({ rebalance }) => rebalance).sort((a, b) => a.at - b.at)
    return this.#all
  }

  forget(group: string): void {
    for (const entry of this.#groups.get(group) ?? []) this.#order.delete(entry)
    this.#groups.delete(group)
    this.#all = null
  }

  #drop(entry: Entry): void {
    this.#order.delete(entry)
    const { group } = entry.rebalance
    const rest = (this.#groups.get(group) ?? []).filter((one) => one !== entry)
    if (rest.length > 0) this.#groups.set(group, rest)
    else this.#groups.delete(group)
  }
}
