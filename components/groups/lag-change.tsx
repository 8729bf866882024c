import { Unknown } from '@/components/ui/unknown'
import { formatExact } from '@/lib/format'

/** How much a lag grows or shrinks a minute, with its sign. */
export function LagChange({ perMinute, reason }: { perMinute: number | null; reason: string | null }) {
  if (perMinute === null) return <Unknown reason={reason} />
  const rounded = Math.round(perMinute)
  if (rounded === 0) return <span className="mut">0</span>
  return rounded > 0 ? (
    <span className="up">+{formatExact(rounded)}</span>
  ) : (
    <span className="mut">−{formatExact(-rounded)}</span>
  )
}
