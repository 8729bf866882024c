import type { ReactNode } from 'react'
import type { CellState } from '@/lib/rows/partition-status'
import { Glyph } from './glyph'

/** Glyph and word of a state; boxed only in panel headers. */
export function StateBadge({ state, boxed, children }: { state: CellState; boxed?: boolean; children: ReactNode }) {
  return (
    <span className={`st t-${state}${boxed ? ' box' : ''}`}>
      <Glyph state={state} />
      {children}
    </span>
  )
}
