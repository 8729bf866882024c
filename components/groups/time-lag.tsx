import { Unknown } from '@/components/ui/unknown'
import { formatDuration } from '@/lib/format'
import type { TimeLagSource } from '@/lib/model/group-progress'

/** How the age of the first unread record was found. */
export const TIME_LAG_SOURCE: Record<TimeLagSource, string> = {
  interpolated: 'from recorded log ends',
  record: 'by the record’s timestamp',
  'at-least': 'at least: older than what was recorded',
}

/** The age of the first unread record; "≥" where it is older than what we recorded. */
export function TimeLag({
  ms,
  source,
  reason,
}: {
  ms: number | null
  source: TimeLagSource | null
  /** Why it is not known, or known to be no more than `at-least`. */
  reason: string | null
}) {
  if (ms === null) return <Unknown reason={reason} />
  if (ms === 0 && source !== 'at-least') return <span className="mut">0</span>
  const how = source === null ? undefined : TIME_LAG_SOURCE[source]
  if (source === 'at-least')
    return <span title={reason === null ? how : `${how}; ${reason}`}>≥&nbsp;{formatDuration(ms)}</span>
  return <span title={how}>{formatDuration(ms)}</span>
}

/** The same in words: "≥ 4 m 10 s (at least: …)". */
export function timeLagWords({
  timeLagMs: ms,
  timeLagSource: source,
  timeLagReason: reason,
}: {
  timeLagMs: number | null
  timeLagSource: TimeLagSource | null
  timeLagReason: string | null
}): string {
  if (ms === null || source === null) return `not known: ${reason ?? 'not read yet'}`
  const size = `${source === 'at-least' ? '≥\u00a0' : ''}${formatDuration(ms)}`
  return ms === 0 ? 'nothing waits' : `${size} (${TIME_LAG_SOURCE[source]}${reason === null ? '' : `; ${reason}`})`
}
