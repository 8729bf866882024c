'use client'
import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import { useIdle } from '@/components/charts/use-idle'
import { useAnswer } from '@/components/live/use-answer'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import type { GroupHistoryBody } from '@/lib/api/group-history-answer'
import { apiPaths } from '@/lib/paths'
import type { GroupView } from '@/lib/views/group'
import { groupLagRows } from './group-lag-row'
import { GroupPartitions } from './group-partitions'

/** Not needed to read the numbers: fetched when the rest stands. */
const GroupLagPanel = lazy(() => import('./group-lag-panel').then((module) => ({ default: module.GroupLagPanel })))

/** How far behind a group is, over the last hour and in each partition. */
export function GroupLag({
  cluster,
  view,
  stale,
  beside,
}: {
  cluster: string
  view: GroupView
  stale: boolean
  /** The panel that stands beside the chart. */
  beside: ReactNode
}) {
  const { row, partitions } = view
  const idle = useIdle()
  const verdict = `${row.progress?.verdict} ${row.progress?.timeLagSource} ${partitions.length}`
  const history = useAnswer<GroupHistoryBody>(apiPaths.groupHistory(cluster, row.id), verdict)
  const recorded = history.data?.partitions
  const unread = history.fault ? `how it keeps up was not read: ${history.fault.message}` : null
  const rows = useMemo(() => groupLagRows(partitions, recorded ?? null, unread), [partitions, recorded, unread])
  return (
    <>
      <div className="cols lag-panels">
        {idle ? (
          <Suspense fallback={<Waiting />}>
            <GroupLagPanel id={row.id} history={history} />
          </Suspense>
        ) : (
          <Waiting />
        )}
        {beside}
      </div>
      <GroupPartitions cluster={cluster} view={view} rows={rows} stale={stale} />
    </>
  )
}

/** The panel in its final geometry. */
function Waiting() {
  return (
    <Panel title="Lag" footer={'\u00a0'}>
      <div className="lag-box">
        <Skeleton rows={6} />
      </div>
    </Panel>
  )
}
