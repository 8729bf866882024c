import { formatCount } from '@/lib/format'
import { groupName } from '@/lib/rows/group-name'
import { GroupLink } from '../group-link'
import { type DrawnRebalance, rebalanceBars } from './rebalance-bars'
import { plotSentence, RebalancePlot } from './rebalance-plot'

const MOST_LANES = 12

/** One lane for each group that rebalanced since `from`: storms first, then who did so most often. Rows: newest first. */
export function RebalanceLanes({
  rows,
  storms,
  from,
  now,
}: {
  rows: readonly DrawnRebalance[]
  storms: ReadonlyMap<string, number>
  from: number
  now: number
}) {
  const lanes = lanesOf(rows, storms)
  const shown = lanes.slice(0, MOST_LANES)
  const rest = lanes.length - shown.length
  return (
    <div className="rb-lanes">
      {shown.map(([group, own], index) => {
        const bars = rebalanceBars(own, from, now)
        return (
          <div key={group} className="rb-lane">
            <GroupLink id={group} tab="rebalances" />
            <RebalancePlot
              bars={bars}
              from={from}
              now={now}
              label={`${groupName(group)}: ${plotSentence(bars, '1 h')}`}
              axis={index === shown.length - 1}
            />
          </div>
        )
      })}
      {rest > 0 && <p className="mut small">and {formatCount(rest)} more groups in the list</p>}
    </div>
  )
}

/** The rows of each group, in the order of the lanes. */
export function lanesOf<Row extends DrawnRebalance>(
  rows: readonly Row[],
  storms: ReadonlyMap<string, number>,
): [string, Row[]][] {
  const byGroup = new Map<string, Row[]>()
  for (const row of rows) {
    const own = byGroup.get(row.group)
    if (own) own.push(row)
    else byGroup.set(row.group, [row])
  }
  const rank = ([group, own]: [string, Row[]]) => (storms.has(group) ? rows.length : 0) + own.length
  return [...byGroup].sort((a, b) => rank(b) - rank(a) || (a[0] < b[0] ? -1 : 1))
}
