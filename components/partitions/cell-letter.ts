import type { CellState } from '@/lib/rows/partition-status'
import type { Overview } from '@/lib/views/overview'

/** The letters of `Tank.cells`; what a cell of the map says. */
export type CellLetter = 'x' | 'm' | 'u' | 's' | 'o' | 'v' | '?'

export interface CellMeaning {
  /** Colour token of the fill. */
  token: 'offline' | 'minisr' | 'urp' | 'urp-soft' | 'ok' | 'move' | 'unknown'
  state: CellState
  /** Behind a count: "3 offline". */
  word: string
  count: keyof Overview['legend']
}

/** Every letter, worst first: the order of the legend and of drawing backwards. */
export const CELL_MEANING: Record<CellLetter, CellMeaning> = {
  x: { token: 'offline', state: 'offline', word: 'offline', count: 'offline' },
  m: { token: 'minisr', state: 'minisr', word: 'under min ISR', count: 'underMinIsr' },
  u: { token: 'urp', state: 'urp', word: 'lost leader copy', count: 'lostLeaderCopy' },
  s: { token: 'urp-soft', state: 'urp', word: 'lost a follower', count: 'lostFollower' },
  v: { token: 'move', state: 'move', word: 'moving', count: 'moving' },
  '?': { token: 'unknown', state: 'unknown', word: 'unknown', count: 'unknown' },
  o: { token: 'ok', state: 'ok', word: 'in sync', count: 'inSync' },
}

// Object.keys of a record over CellLetter yields exactly its keys.
export const CELL_LETTERS = Object.keys(CELL_MEANING) as CellLetter[]

/** How often each letter stands in a tank. */
export function letterCounts(cells: string): Map<CellLetter, number> {
  const counts = new Map<CellLetter, number>()
  for (const letter of CELL_LETTERS) {
    const count = cells.split(letter).length - 1
    if (count > 0) counts.set(letter, count)
  }
  return counts
}
