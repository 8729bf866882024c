'use client'
import X from 'lucide-react/icons/x'
import { useCallback, useMemo } from 'react'
import { useNow } from '@/components/live/use-now'
import { Chip } from '@/components/ui/chip'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterInput } from '@/components/ui/filter-input'
import { Panel } from '@/components/ui/panel'
import { PartialBanner } from '@/components/ui/partial-banner'
import { Skeleton } from '@/components/ui/skeleton'
import { useUrlState } from '@/components/ui/url-state'
import { nameFilter } from '@/lib/names/name-filter'
import { paths } from '@/lib/paths'
import { isReplacement } from '@/lib/rebalances/rebalance-kind'
import { groupName } from '@/lib/rows/group-name'
import type { RebalancesView } from '@/lib/views/rebalances'
import { rebalanceBars } from './rebalance-bars'
import { REBALANCE_COLUMNS } from './rebalance-columns'
import { RebalanceLanes } from './rebalance-lanes'
import { PlotLegend } from './rebalance-plot'
import { type RebalanceRow, rebalanceKey } from './rebalance-row'
import { NoRebalances, RebalancesNotice } from './rebalances-state'
import { useRebalances } from './use-rebalances'

const HOUR_MS = 3_600_000
/** How fine the hour moves on for the list; the drawing moves with the clock. */
const STEP_MS = 60_000

/** The last hour: a lane for each group, and the list; `?group=` keeps one group, `?q=` those whose names match. */
export function RebalanceTimeline({ cluster, view }: { cluster: string; view: RebalancesView }) {
  const now = useNow()
  const from = now - HOUR_MS
  const step = Math.floor(from / STEP_MS) * STEP_MS
  const [group, setGroup] = useUrlState('group', '')
  const [query, setQuery] = useUrlState('q', '')
  const log = useRebalances(cluster, null, view.version, { since: step })
  const filter = useMemo(() => nameFilter(query), [query])
  const hour = useMemo(() => (log.rows ?? []).filter((row) => row.at >= step && !isReplacement(row)), [log.rows, step])
  const rows = useMemo(
    () => hour.filter((row) => (group === '' || row.group === group) && filter.test(row.group)),
    [hour, group, filter],
  )
  const bars = useMemo(() => rebalanceBars(rows, step, step + HOUR_MS), [rows, step])
  const hrefOf = useCallback((row: RebalanceRow) => paths.rebalance(cluster, row.group, row.generation), [cluster])
  if (log.rows === null && log.error === null) return <Skeleton rows={12} />
  const nothing =
    hour.length === 0 ? (
      <NoRebalances log={log} now={now} of="in the last hour" />
    ) : (
      <EmptyState
        title="No rebalance matches"
        detail={`${hour.length} of other groups.`}
        action={
          <Chip
            onClick={() => {
              setGroup('')
              setQuery('')
            }}
          >
            Clear filters
          </Chip>
        }
      />
    )
  return (
    <>
      <RebalancesNotice log={log} now={now} from={step} />
      {filter.error && <PartialBanner>{filter.error}. Showing every group.</PartialBanner>}
      {rows.length > 0 && (
        <Panel title="Last hour" sub="a lane for each group, storms first">
          <RebalanceLanes rows={rows} storms={view.storms} from={from} now={now} />
          <div className="rb-foot">
            <PlotLegend bars={bars} />
          </div>
        </Panel>
      )}
      <DataTable
        caption="Rebalances"
        title="Rebalances"
        sub="of all groups in the last hour, newest first"
        end={
          <>
            {group !== '' && (
              <Chip pressed onClick={() => setGroup('')}>
                Group {groupName(group)} <X className="ic ic-xs" />
                <span className="sr">, show all groups</span>
              </Chip>
            )}
            <FilterInput param="q" placeholder="Group, glob* or /regex/" />
          </>
        }
        total={hour.length}
        columns={REBALANCE_COLUMNS}
        rows={rows}
        getKey={rebalanceKey}
        defaultSort="-start"
        rowHref={hrefOf}
        footer={log.more && (log.rows?.at(-1)?.at ?? 0) >= step ? <span>the newest only</span> : undefined}
        empty={nothing}
      />
    </>
  )
}
