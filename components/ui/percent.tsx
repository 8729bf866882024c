import { formatPercent } from '@/lib/format'
import { Unknown } from './unknown'

/** A percentage (100 = all); `signed` for deviations, which always show their sign. */
export function Percent({
  value,
  reason = null,
  signed = false,
}: {
  value: number | null
  reason?: string | null
  signed?: boolean
}) {
  return value === null ? <Unknown reason={reason} /> : formatPercent(value, { signed })
}
