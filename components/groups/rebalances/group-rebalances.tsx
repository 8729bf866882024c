'use client'
import { useMemo } from 'react'
import { useNow } from '@/components/live/use-now'
import { Panel } from '@/components/ui/panel'
import { PartialBanner } from '@/components/ui/partial-banner'
import { Segmented } from '@/components/ui/segmented'
import { Skeleton } from '@/components/ui/skeleton'
import { useUrlState } from '@/components/ui/url-state'
import { formatCount, formatDuration } from '@/lib/format'
import { isReplacement } from '@/lib/rebalances/rebalance-kind'
import type { GroupView } from '@/lib/views/group'
import { rebalanceBars } from './rebalance-bars'
import { RebalanceList } from './rebalance-list'
import { PlotLegend, plotSentence, RebalancePlot } from './rebalance-plot'
import { rebalanceKey } from './rebalance-row'
import { rebalanceVersion } from './rebalance-version'
import { NoRebalances, RebalancesNotice } from './rebalances-state'
import { StormBadge, StormNote } from './storm-note'
import { useRebalances } from './use-rebalances'

const MINUTE_MS = 60_000
const SPANS = [
  { value: '10', label: '10 min' },
  { value: '60', label: '1 h' },
  { value: '360', label: '6 h' },
  { value: '1440', label: '24 h' },
] as const

/** All known rebalances of one group: over time, and in a list whose rows open; `?rb=` opens that generation. */
export function GroupRebalances({ cluster, view }: { cluster: string; view: GroupView }) {
  const { row, rebalances } = view
  const now = useNow()
  const log = useRebalances(cluster, row.id, rebalanceVersion(rebalances), { since: 0 })
  const [open, setOpen] = useUrlState('rb', '')
  const [spanText, setSpan] = useUrlState('span', '60')
  const span = SPANS.find(({ value }) => value === spanText)?.value ?? '60'
  const spanMs = Number(span) * MINUTE_MS
  const real = useMemo(() => (log.rows ?? []).filter((one) => !isReplacement(one)), [log.rows])
  const bars = rebalanceBars(real, now - spanMs, now)
  const opened = (log.rows ?? []).find((one) => String(one.generation) === open && !isReplacement(one))
  return (
    <>
      <StormNote row={row} rows={log.rows} />
      <RebalancesNotice log={log} now={now} />
      {log.rows !== null && open !== '' && opened === undefined && (
        <PartialBanner>
          <b>The rebalance of this link is not among them.</b> It may be older than what is kept.
        </PartialBanner>
      )}
      <Panel
        title="Rebalances"
        sub={workless(bars, spanMs)}
        end={
          <>
            {row.rebalances?.storm != null && <StormBadge />}
            <Segmented label="Time shown" value={span} items={SPANS} onChange={setSpan} />
          </>
        }
        footer={
          log.rows === null ? undefined : (
            <span>
              {formatCount(log.rows.length)} {log.more ? 'newest' : 'known'}
            </span>
          )
        }
      >
        {log.rows === null && log.error === null ? (
          <Skeleton rows={6} />
        ) : log.rows === null || log.rows.length === 0 ? (
          <NoRebalances log={log} now={now} of="of this group" />
        ) : (
          <>
            <div className="rb-box">
              <RebalancePlot bars={bars} from={now - spanMs} now={now} label={plotSentence(bars, spanMs)} />
              <PlotLegend bars={bars} />
            </div>
            <RebalanceList
              rows={log.rows}
              now={now}
              open={opened === undefined ? '' : rebalanceKey(opened)}
              onOpen={(chosen) => setOpen(chosen === null ? '' : String(chosen.generation))}
            />
          </>
        )}
      </Panel>
    </>
  )
}

/** "5 in 1 h, 45 s rebalancing". */
function workless(bars: ReturnType<typeof rebalanceBars>, spanMs: number): string {
  const total = bars.reduce((sum, { from, to, isStartUnknown }) => sum + (isStartUnknown ? 0 : to - from), 0)
  const span = formatDuration(spanMs).replace(/\s00\s\w+$/, '')
  return `${bars.length} in ${span}${bars.length > 0 ? `, at least ${formatDuration(total)} rebalancing` : ''}`
}
