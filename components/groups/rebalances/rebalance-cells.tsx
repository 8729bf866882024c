import { Unknown } from '@/components/ui/unknown'
import { formatAge, formatClock, formatCount, formatDuration } from '@/lib/format'
import type { RebalanceTrigger } from '@/lib/model/rebalance'
import { isReplacement } from '@/lib/rebalances/rebalance-kind'
import { triggerWords } from '@/lib/rebalances/trigger-words'
import type { RebalanceRow } from './rebalance-row'

/** When it began; where that is not known, when it ended, and that it did. */
export function RebalanceStart({ row, now }: { row: RebalanceRow; now: number }) {
  const at = row.startedAt ?? row.completedAt ?? row.at
  return (
    <>
      <time dateTime={new Date(at).toISOString()} title={row.startedNote ?? row.startedReason ?? undefined}>
        {formatClock(at, { now })}
      </time>
      {row.startedAt === null && !isReplacement(row) && <span className="faint"> end</span>}
    </>
  )
}

/** How long it took; at least that where its start is not exact. */
export function RebalanceTook({ row }: { row: RebalanceRow }) {
  if (row.durationMs === null)
    return <Unknown reason={isReplacement(row) ? 'nobody else noticed: it is no rebalance' : row.durationReason} />
  return (
    <span title={row.startedNote ?? undefined}>
      {row.startedNote !== null && '≥\u00a0'}
      {row.durationMs < 1_000 ? formatDuration(row.durationMs) : formatAge(row.durationMs)}
    </span>
  )
}

/** "8 → 7". */
export function RebalanceMembers({ row }: { row: RebalanceRow }) {
  return (
    <>
      {row.membersBefore === null ? <Unknown reason={row.membersBeforeReason} /> : formatCount(row.membersBefore)}
      {' → '}
      {formatCount(row.membersAfter)}
    </>
  )
}

/** How many partitions another member holds than before. */
export function RebalanceMoved({ row }: { row: RebalanceRow }) {
  if (row.partitionsMoved === null) return <Unknown reason={row.partitionsMovedReason} />
  return formatCount(row.partitionsMoved)
}

/** Why, in a few words: the first cause, and how many more there are. */
export function causeText({ triggers, members }: Pick<RebalanceRow, 'triggers' | 'members'>): string {
  const [first, ...others] = triggers
  if (first === undefined) return 'cause not known'
  const more = others.length === 0 ? '' : `, and ${others.length} more`
  return `${triggerWords(first, members)}${more}`
}

/** How sure a cause is: the records say so, or it fits them best. One that is not known is neither. */
export function CauseTag({
  trigger,
}: {
  trigger: Pick<RebalanceTrigger, 'kind' | 'certainty' | 'evidence'> | undefined
}) {
  if (trigger === undefined || trigger.kind === 'unknown')
    return (
      <span className="tag dashed" title={trigger?.evidence}>
        unknown
      </span>
    )
  return (
    <span className={trigger.certainty === 'observed' ? 'tag' : 'tag dashed'} title={trigger.evidence}>
      {trigger.certainty}
    </span>
  )
}
