import { Unknown } from '@/components/ui/unknown'
import { formatExact } from '@/lib/format'

/** How much a lag grows or shrinks a minute, with its sign; growing stands out unless who reads keeps up all the same. */
export function LagChange({
  perMinute,
  reason,
  keepsUp,
}: {
  perMinute: number | null
  reason: string | null
  keepsUp: boolean
}) {
  if (perMinute === null) return <Unknown reason={reason} />
  const rounded = Math.round(perMinute)
  if (rounded === 0) return <span className="mut">0</span>
  return rounded > 0 ? (
    <span className={keepsUp ? undefined : 'up'}>+{formatExact(rounded)}</span>
  ) : (
    <span className="mut">−{formatExact(-rounded)}</span>
  )
}
