import { formatDuration } from '@/lib/format'
import { Unknown } from './unknown'

/** A length of time in milliseconds, as its two largest units. */
export function Duration({ ms, reason = null }: { ms: number | null; reason?: string | null }) {
  return ms === null ? <Unknown reason={reason} /> : formatDuration(ms)
}
