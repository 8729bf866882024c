'use client'
import { useMemo, useState } from 'react'
import { useNow } from '@/components/live/use-now'
import { Chip } from '@/components/ui/chip'
import { Panel } from '@/components/ui/panel'
import { PartialBanner } from '@/components/ui/partial-banner'
import { Segmented } from '@/components/ui/segmented'
import { Skeleton } from '@/components/ui/skeleton'
import { useUrlState } from '@/components/ui/url-state'
import { formatClock, formatCount, formatDuration } from '@/lib/format'
import { isReplacement } from '@/lib/rebalances/rebalance-kind'
import type { GroupView } from '@/lib/views/group'
import { rebalanceBars, SPANS, type Span, spanMs, spanOf } from './rebalance-bars'
import { RebalanceList } from './rebalance-list'
import { PlotLegend, plotSentence, RebalancePlot } from './rebalance-plot'
import { rebalanceKey } from './rebalance-row'
import { rebalanceVersion } from './rebalance-version'
import { NoRebalances, RebalancesNotice } from './rebalances-state'
import { StormBadge, StormNote } from './storm-note'
import { useRebalances } from './use-rebalances'

const DAY_MS = 86_400_000
/** How many are listed, and how many more at a time; the API gives no more than this at once. */
const STEP = 200
const MOST = 1_000
/** Unless chosen, the time drawn holds this many. */
const DRAWN = 5

/** All known rebalances of one group: over time, and in a list whose rows open; `?rb=` opens that generation. */
export function GroupRebalances({ cluster, view }: { cluster: string; view: GroupView }) {
  const { row, rebalances } = view
  const now = useNow()
  const [limit, setLimit] = useState(STEP)
  const log = useRebalances(cluster, row.id, `${rebalanceVersion(rebalances)} ${limit}`, {
    since: Number.POSITIVE_INFINITY,
    limit,
  })
  const [open, setOpen] = useUrlState('rb', '')
  const [spanText, setSpan] = useUrlState('span', '')
  const real = useMemo(() => (log.rows ?? []).filter((one) => !isReplacement(one)), [log.rows])
  const span = SPANS.find(({ value }) => value === spanText) ?? spanOf(real.slice(0, DRAWN), now)
  const from = now - spanMs(span)
  const bars = rebalanceBars(real, from, now)
  const opened = (log.rows ?? []).find((one) => String(one.generation) === open && !isReplacement(one))
  const openKey = opened === undefined ? '' : rebalanceKey(opened)
  // The list may be long, and only the day of the clock shows in it.
  const day = Math.floor(now / DAY_MS) * DAY_MS
  const list = useMemo(
    () =>
      log.rows && (
        <RebalanceList
          rows={log.rows}
          now={day}
          open={openKey}
          onOpen={(chosen) => setOpen(chosen === null ? '' : String(chosen.generation))}
        />
      ),
    [log.rows, day, openKey, setOpen],
  )
  return (
    <>
      <StormNote row={row} rows={log.rows} />
      <RebalancesNotice log={log} now={now} from={null} />
      {log.rows !== null && open !== '' && opened === undefined && (
        <PartialBanner>
          <b>The rebalance of this link is not among them.</b> It may be older than what is kept.
        </PartialBanner>
      )}
      <Panel
        title="Rebalances"
        sub={workless(bars, span)}
        end={
          <>
            {row.rebalances?.storm != null && <StormBadge />}
            <Segmented label="Time shown" value={span.value} items={SPANS} onChange={setSpan} />
          </>
        }
        footer={
          log.rows === null ? undefined : (
            <>
              <span>
                {formatCount(log.rows.length)} {log.more ? 'newest' : 'known'}
              </span>
              {log.knownSince !== null && (
                <span title={log.knownReason ?? undefined}>
                  known without a hole since {formatClock(log.knownSince, { now })} UTC
                </span>
              )}
              {log.more && limit < MOST && <Chip onClick={() => setLimit(limit + STEP)}>Show older</Chip>}
            </>
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
              <RebalancePlot bars={bars} from={from} now={now} label={plotSentence(bars, span.label)} />
              <PlotLegend bars={bars} />
            </div>
            {list}
          </>
        )}
      </Panel>
    </>
  )
}

/** "5 in 1 h, at least 45 s rebalancing". */
function workless(bars: ReturnType<typeof rebalanceBars>, span: Span): string {
  const total = bars.reduce((sum, { from, to, isStartUnknown }) => sum + (isStartUnknown ? 0 : to - from), 0)
  return `${bars.length} in ${span.label}${bars.length > 0 ? `, at least ${formatDuration(total)} rebalancing` : ''}`
}
