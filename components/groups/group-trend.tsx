import { Sparkline } from '@/components/charts/sparkline'
import { useNow } from '@/components/live/use-now'
import { Unknown } from '@/components/ui/unknown'
import type { GroupRow } from '@/lib/rows/group-row'
import { VERDICT_CELL } from './group-verdict'

const MINUTE_MS = 60_000

/** The total lag over the last half hour, a minute apart; gaps stay gaps. */
export function GroupTrend({ progress }: Pick<GroupRow, 'progress'>) {
  const now = useNow()
  const trend = progress?.trend ?? []
  if (!trend.some((value) => value !== null)) return <Unknown reason="no samples yet" />
  const from = now - trend.length * MINUTE_MS
  const points = trend.map((value, index) => ({ at: from + (index + 1) * MINUTE_MS, value }))
  const verdict = progress?.verdict ?? null
  const known = trend.filter((value) => value !== null)
  return (
    <span className="group-trend">
      <Sparkline
        points={points}
        from={from}
        to={now}
        state={verdict === null || verdict === 'OK' ? null : VERDICT_CELL[verdict]}
        shape="line"
        gapMs={1.5 * MINUTE_MS}
        label={`Lag over the last half hour, at most ${Math.max(...known)} records`}
      />
    </span>
  )
}
