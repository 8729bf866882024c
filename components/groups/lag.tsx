import { Count } from '@/components/ui/count'
import { Unknown } from '@/components/ui/unknown'
import type { GroupRow } from '@/lib/rows/group-row'

/** A sum of lags: a lower bound says so and of how many partitions it is. */
export function Lag({ lag, lagKnown, lagReason }: Pick<GroupRow, 'lag' | 'lagKnown' | 'lagReason'>) {
  if (lag === null) return <Unknown reason={lagReason} />
  if (lagKnown.partitions === lagKnown.of) return <Count value={lag} />
  return (
    <span title={lagReason ?? undefined}>
      ≥&nbsp;
      <Count value={lag} />
      <span className="lag-known">
        {lagKnown.partitions}/{lagKnown.of} known
      </span>
    </span>
  )
}
