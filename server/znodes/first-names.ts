import { setImmediate as nextTurn } from 'node:timers/promises'
import { compareNatural } from '@/lib/natural-order'

const PIECE = 10_000

/**
 * The first `count` names in natural order, behind `after` if given, without sorting all: a node may have 100,000
 * children and a page shows 500. `more` tells whether others come behind them. Long lists are gone through in pieces,
 * with everything else in between.
 */
export async function firstNames(
  names: readonly string[],
  { count, after, prefix }: { count: number; after: string | null; prefix: string },
): Promise<{ page: string[]; more: boolean; total: number }> {
  /** The names kept so far; unordered, and twice as many as wanted at most. */
  let kept: string[] = []
  let last: string | null = null
  let total = 0
  let behind = 0
  for (const [index, name] of names.entries()) {
    if (index % PIECE === PIECE - 1) await nextTurn()
    if (!name.startsWith(prefix)) continue
    total += 1
    if (after !== null && compareNatural(name, after) <= 0) continue
    behind += 1
    if (last !== null && compareNatural(name, last) > 0) continue
    kept.push(name)
    if (kept.length < 2 * count) continue
    kept = kept.sort(compareNatural).slice(0, count)
    last = kept.at(-1) ?? null
  }
  return { page: kept.sort(compareNatural).slice(0, count), more: behind > count, total }
}
