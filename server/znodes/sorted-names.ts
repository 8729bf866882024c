import { setImmediate as nextTurn } from 'node:timers/promises'
import { compareNatural } from '@/lib/natural-order'

/** Sorting so many takes a few milliseconds. */
const PIECE = 4_000

/**
 * Names in natural order, one after the other. Long lists are sorted in pieces, with everything else in between, and
 * merged while they are read: a node may have 300,000 children, and all at once would block for half a second.
 */
export async function sortedNames(names: readonly string[]): Promise<IterableIterator<string>> {
  const pieces: string[][] = []
  for (let from = 0; from < names.length; from += PIECE) {
    if (from > 0) await nextTurn()
    // Ends first: the next name of a piece is its last.
    pieces.push(names.slice(from, from + PIECE).sort((a, b) => compareNatural(b, a)))
  }
  return merged(pieces)
}

function* merged(pieces: string[][]): IterableIterator<string> {
  const heads = pieces.filter((piece) => piece.length > 0)
  while (heads.length > 0) {
    let first = 0
    for (let at = 1; at < heads.length; at++) {
      if (compareNatural(heads[at]?.at(-1) ?? '', heads[first]?.at(-1) ?? '') < 0) first = at
    }
    const name = heads[first]?.pop()
    if (heads[first]?.length === 0) heads.splice(first, 1)
    if (name !== undefined) yield name
  }
}
