import { Unknown } from '@/components/ui/unknown'
import { formatDuration } from '@/lib/format'
import type { TimeLagSource } from '@/lib/model/group-progress'

/** The age of the first unread record; "≥" where it is older than what we recorded. */
export function TimeLag({
  ms,
  source,
  reason,
}: {
  ms: number | null
  source: TimeLagSource | null
  reason: string | null
}) {
  if (ms === null) return <Unknown reason={reason} />
  if (source === 'at-least')
    return <span title={reason ?? 'older than what was recorded'}>≥&nbsp;{formatDuration(ms)}</span>
  return <>{formatDuration(ms)}</>
}
