import { StateBadge } from '@/components/ui/state-badge'
import type { BrokerRow, BrokerState } from '@/lib/rows/broker-row'

const WORDS: Record<BrokerState, string> = {
  alive: 'Up',
  'not-answering': 'Not answering',
  gone: 'Gone',
  missing: 'Missing',
  unknown: 'Unknown',
}

/** Worst first. */
const RANKS: Record<BrokerState, number> = { gone: 0, missing: 1, 'not-answering': 2, unknown: 3, alive: 4 }

/** A broker's state with its glyph; the reason shows on hover. */
export function BrokerStateBadge({ row }: { row: BrokerRow }) {
  return (
    <span title={row.stateReason ?? undefined}>
      <StateBadge state={row.glyph}>{WORDS[row.state]}</StateBadge>
    </span>
  )
}

/** The state as one word, for exports. */
export function brokerStateWord(state: BrokerState): string {
  return WORDS[state]
}

/** Negative when `a` needs a person sooner than `b`. */
export function compareBrokerStates(a: BrokerState, b: BrokerState): number {
  return RANKS[a] - RANKS[b]
}
