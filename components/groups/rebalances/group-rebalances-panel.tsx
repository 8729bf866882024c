'use client'
import Link from 'next/link'
import { useMemo } from 'react'
import { useNow } from '@/components/live/use-now'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { paths } from '@/lib/paths'
import { isReplacement } from '@/lib/rebalances/rebalance-kind'
import type { GroupView } from '@/lib/views/group'
import { rebalanceBars, spanMs, spanOf } from './rebalance-bars'
import { RebalanceList } from './rebalance-list'
import { PlotLegend, plotSentence, RebalancePlot } from './rebalance-plot'
import { rebalanceVersion } from './rebalance-version'
import { NoRebalances } from './rebalances-state'
import { StormBadge } from './storm-note'
import { useRebalances } from './use-rebalances'

const SHOWN = 5
/** Enough for five among static members that only came back. */
const ASKED = 20

/** The last five rebalances of a group, beside its lag. */
export function GroupRebalancesPanel({ cluster, view }: { cluster: string; view: GroupView }) {
  const { row, rebalances } = view
  const now = useNow()
  const log = useRebalances(cluster, row.id, rebalanceVersion(rebalances), {
    since: Number.POSITIVE_INFINITY,
    limit: ASKED,
  })
  const real = useMemo(() => (log.rows ?? []).filter((one) => !isReplacement(one)), [log.rows])
  const rows = real.slice(0, SHOWN)
  const span = spanOf(rows, now)
  const from = now - spanMs(span)
  const bars = rebalanceBars(real, from, now)
  return (
    <Panel
      title="Rebalances"
      sub={rows.length === 0 ? undefined : `the last ${rows.length}`}
      end={
        <>
          {row.rebalances?.storm != null && <StormBadge />}
          <Link className="link small" href={paths.group(cluster, row.id, 'rebalances')} prefetch={false}>
            All
          </Link>
        </>
      }
      footer={rows.length === 0 ? undefined : <span>drawn: the last {span.label}</span>}
    >
      {log.rows === null && log.error === null ? (
        <Skeleton rows={6} />
      ) : rows.length === 0 ? (
        <NoRebalances log={log} now={now} of="of this group" />
      ) : (
        <>
          <div className="rb-box">
            <RebalancePlot bars={bars} from={from} now={now} label={plotSentence(bars, span.label)} />
            <PlotLegend bars={bars} />
          </div>
          <RebalanceList rows={rows} now={now} open={null} onOpen={null} />
        </>
      )}
    </Panel>
  )
}
