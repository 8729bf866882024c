'use client'

import { useNow } from '@/components/live/use-now'
import { formatClock, formatDuration } from '@/lib/format'
import { Unknown } from './unknown'

/**
 * A point in time: absolute first, its age muted beside it (in brackets inside sentences).
 * `at` is epoch ms; `ms` keeps milliseconds, for rows that must be ordered.
 */
export function Since({
  at,
  reason = null,
  ms = false,
  inSentence = false,
}: {
  at: number | null
  reason?: string | null
  ms?: boolean
  inSentence?: boolean
}) {
  const now = useNow()
  if (at === null) return <Unknown reason={reason} />
  const iso = new Date(at).toISOString()
  const age = formatDuration(now - at)
  return (
    <span className="since" title={iso}>
      <time dateTime={iso}>{formatClock(at, { now, ms })}</time> <span>{inSentence ? `(${age})` : age}</span>
    </span>
  )
}
