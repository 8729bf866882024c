import type { Rebalance } from '@/lib/model/rebalance'

const MOST_OF_GROUP = 100
const MOST = 5_000
/** Members and partitions of all of them together: about 50 MB. */
const MOST_PARTS = 3_000_000
/** A member takes about as much memory as so many numbers of partitions. */
const MEMBER_PARTS = 40

interface Entry {
  rebalance: Rebalance
  parts: number
}

/** The last rebalances of each group, and no more than some thousands in all: the oldest are forgotten. */
export class RecordedRebalances {
  readonly #groups = new Map<string, Entry[]>()
  /** In the order in which they came. */
  readonly #order = new Set<Entry>()
  #parts = 0
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
      this.#parts -= known.parts
      known.rebalance = rebalance
      known.parts = partsOf(rebalance)
      this.#parts += known.parts
      return
    }
    const entry = { rebalance, parts: partsOf(rebalance) }
    this.#parts += entry.parts
    entries.push(entry)
    this.#order.add(entry)
    const [first] = entries
    if (entries.length > MOST_OF_GROUP && first) this.#drop(first)
    for (const oldest of this.#order) {
      if (oldest === entry || (this.#order.size <= MOST && this.#parts <= MOST_PARTS)) break
      this.#drop(oldest)
    }
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
    for (const entry of this.#groups.get(group) ?? []) {
      this.#order.delete(entry)
      this.#parts -= entry.parts
    }
    this.#groups.delete(group)
    this.#all = null
  }

  #drop(entry: Entry): void {
    this.#order.delete(entry)
    this.#parts -= entry.parts
    const { group } = entry.rebalance
    const rest = (this.#groups.get(group) ?? []).filter((one) => one !== entry)
    if (rest.length > 0) this.#groups.set(group, rest)
    else this.#groups.delete(group)
  }
}

function partsOf({ members }: Rebalance): number {
  let parts = members.length * MEMBER_PARTS
  for (const { before, after } of members)
    for (const { partitions } of [...(before ?? []), ...(after ?? [])]) parts += partitions.length
  return parts
}
