'use client'
import { formatCount } from '@/lib/format'
import type { Overview } from '@/lib/views/overview'
import { CELL_LETTERS, CELL_MEANING, type CellLetter } from './cell-letter'

/** Always in the legend, even at zero: the classes a person looks for. */
const ALWAYS = new Set<CellLetter>(['x', 'm', 'o'])

/** Exact counts of each class; a press switches the class off in the map and on again. */
export function MapLegend({
  legend,
  hidden,
  onToggle,
}: {
  legend: Overview['legend']
  hidden: ReadonlySet<CellLetter>
  onToggle: (letter: CellLetter) => void
}) {
  return (
    <div className="map-legend">
      {CELL_LETTERS.filter((letter) => ALWAYS.has(letter) || legend[CELL_MEANING[letter].count] > 0).map((letter) => {
        const { token, word, count } = CELL_MEANING[letter]
        return (
          <button
            key={letter}
            type="button"
            aria-pressed={!hidden.has(letter)}
            title={hidden.has(letter) ? `Show ${word}` : `Hide ${word}`}
            onClick={() => onToggle(letter)}
          >
            <i className="swatch" data-token={token} />
            <b>{formatCount(legend[count])}</b> {word}
          </button>
        )
      })}
    </div>
  )
}
