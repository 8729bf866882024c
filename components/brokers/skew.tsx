import { Unknown } from '@/components/ui/unknown'
import { formatPercent } from '@/lib/format'

const HALF = 24
const FULL_PERCENT = 50

/** How far a broker's share lies from the mean, as a signed percentage and a bar from the middle; ±50 % fills it. */
export function Skew({ percent, reason }: { percent: number | null; reason: string }) {
  if (percent === null) return <Unknown reason={reason} />
  const length = (Math.min(Math.abs(percent), FULL_PERCENT) / FULL_PERCENT) * HALF
  return (
    <span className="inline-flex items-center justify-end gap-2">
      <svg width={HALF * 2} height="8" className="skew" aria-hidden="true">
        <rect className="track" y="3" width={HALF * 2} height="2" />
        <rect x={percent < 0 ? HALF - length : HALF} y="1" width={length} height="6" />
        <path d={`M${HALF} 0V8`} />
      </svg>
      {formatPercent(percent, { signed: true })}
    </span>
  )
}
