import { StateBadge } from '@/components/ui/state-badge'
import { Unknown } from '@/components/ui/unknown'
import type { LagVerdict } from '@/lib/model/group-progress'
import type { GroupRow } from '@/lib/rows/group-row'
import type { CellState } from '@/lib/rows/partition-status'

/** The glyph of each of Burrow's words. */
export const VERDICT_CELL: Record<LagVerdict, CellState> = {
  OK: 'ok',
  WARN: 'urp',
  REWIND: 'move',
  STALL: 'minisr',
  ERR: 'offline',
  STOP: 'offline',
}

/** Burrow's word for how the group keeps up; what it means of this group shows on hover. */
export function GroupVerdict({ progress }: Pick<GroupRow, 'progress'>) {
  if (progress?.verdict == null) return <Unknown reason={progress?.verdictReason ?? NOT_RECORDED} />
  return (
    <span title={progress.sentence ?? undefined}>
      <StateBadge state={VERDICT_CELL[progress.verdict]}>{progress.verdict}</StateBadge>
    </span>
  )
}

/** Why a group has no progress at all. */
export const NOT_RECORDED = 'nothing of it has been recorded yet'
