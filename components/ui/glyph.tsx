import type { ReactNode } from 'react'
import type { CellState } from '@/lib/rows/partition-status'

const SHAPES: Record<CellState, ReactNode> = {
  ok: <circle cx="6" cy="6" r="3" fill="currentColor" />,
  urp: (
    <>
      <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M6 1.5a4.5 4.5 0 0 0 0 9z" fill="currentColor" />
    </>
  ),
  minisr: (
    <>
      <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M6 6V1.5A4.5 4.5 0 0 1 10.5 6z" fill="currentColor" />
    </>
  ),
  offline: (
    <path
      d="M2.2 2.2l7.6 7.6M9.8 2.2L2.2 9.8"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      fill="none"
    />
  ),
  move: (
    <path
      d="M1 4h9M7.5 1.5L10 4 7.5 6.5M11 8H2M4.5 5.8L2 8.2l2.5 2.4"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  ),
  unknown: (
    <>
      <rect x="1.5" y="1.5" width="9" height="9" rx="1.5" fill="none" stroke="currentColor" />
      <path d="M2 7l5-5M2 10.3L10.3 2M5 10l5-5" stroke="currentColor" fill="none" />
    </>
  ),
}

/** The symbol of a state, drawn in its text colour; `size` in px. The word beside it carries the meaning for assistive tools. */
export function Glyph({ state, size = 12 }: { state: CellState; size?: number }) {
  return (
    <svg className={`g t-${state}`} width={size} height={size} viewBox="0 0 12 12" aria-hidden="true">
      {SHAPES[state]}
    </svg>
  )
}
