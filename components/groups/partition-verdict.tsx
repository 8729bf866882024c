'use client'
import ChevronDown from 'lucide-react/icons/chevron-down'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { StateBadge } from '@/components/ui/state-badge'
import { useUrlState } from '@/components/ui/url-state'
import type { LagVerdict } from '@/lib/model/group-progress'
import { partitionKey } from '@/lib/model/partition'
import { verdictRank } from '@/lib/rows/group-order'
import type { GroupLagRow, LagProgress } from './group-lag-row'
import { VERDICT_CELL } from './group-verdict'

/** Burrow's words as they are written on screen, by the API's. */
const WORDS: Record<NonNullable<LagProgress['verdict']>, LagVerdict | null> = {
  ok: 'OK',
  warn: 'WARN',
  stall: 'STALL',
  stop: 'STOP',
  rewind: 'REWIND',
  unknown: null,
}

/** Burrow's word for one partition; null when it cannot be judged. */
export function partitionVerdict({ progress }: Pick<GroupLagRow, 'progress'>): LagVerdict | null {
  return progress?.verdict == null ? null : WORDS[progress.verdict]
}

/** Worse comes first. */
export function partitionVerdictRank(row: Pick<GroupLagRow, 'progress'>): number {
  const verdict = partitionVerdict(row)
  return verdictRank({ progress: verdict === null ? null : { verdict } })
}

/** Which partition of a group stands open ("topic/partition", empty for none), and how to open or close one. */
export function useOpenPartition(): [string, (key: string) => void] {
  const [open, setOpen] = useUrlState('open', '')
  return [open, (key) => setOpen(key === open ? '' : key)]
}

/** The verdict on one partition; opens what it rests on. */
export function PartitionVerdict({ row }: { row: GroupLagRow }) {
  const [open, toggle] = useOpenPartition()
  const key = partitionKey(row.topic, row.partition)
  const verdict = partitionVerdict(row)
  const why = row.progress?.sentence ?? row.progress?.verdictReason ?? row.progressReason ?? 'unknown'
  const Arrow = open === key ? ChevronDown : ChevronRight
  return (
    <button type="button" className="opens" aria-expanded={open === key} title={why} onClick={() => toggle(key)}>
      <Arrow size={12} aria-hidden="true" />
      {verdict === null ? (
        <StateBadge state="unknown">unknown</StateBadge>
      ) : (
        <StateBadge state={VERDICT_CELL[verdict]}>{verdict}</StateBadge>
      )}
      <span className="sr">
        , evidence of {row.topic}-{row.partition}
      </span>
    </button>
  )
}
