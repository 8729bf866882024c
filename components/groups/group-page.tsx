'use client'
import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react'
import { useIdle } from '@/components/charts/use-idle'
import { useLiveView } from '@/components/live/use-live-view'
import { useNumbers } from '@/components/live/use-numbers'
import '@/components/partition/state-machine.css'
import '@/components/topics/topic.css'
import { CliButton } from '@/components/ui/cli-button'
import { Panel } from '@/components/ui/panel'
import { PartialBanner } from '@/components/ui/partial-banner'
import { Since } from '@/components/ui/since'
import { Skeleton } from '@/components/ui/skeleton'
import { Tabs } from '@/components/ui/tabs'
import { VerdictHeader } from '@/components/ui/verdict-header'
import type { Verdict } from '@/lib/health/sentence'
import type { ClusterModel } from '@/lib/model/cluster'
import { type GroupTab, paths } from '@/lib/paths'
import { GROUP_KIND_NOTE, groupTypeWords } from '@/lib/rows/group-kind'
import { groupName } from '@/lib/rows/group-name'
import type { GroupRow } from '@/lib/rows/group-row'
import { groupCommand } from './group-command'
import { GroupLag } from './group-lag'
import { type GroupPageView, groupPageView } from './group-page-view'
import { GroupState } from './group-state'
import { GroupTiles } from './group-tiles'
import './groups.css'
import './rebalances/rebalances.css'
// Here, not in the lazy parts that need them: those are drawn by the server before their own files arrive.
import './member-matrix.css'

/** Fetched when the tab is opened. */
const GroupMembers = lazy(() => import('./group-members').then((module) => ({ default: module.GroupMembers })))
const GroupRebalances = lazy(() =>
  import('./rebalances/group-rebalances').then((module) => ({ default: module.GroupRebalances })),
)
/** Fetched when the rest stands. */
const GroupRebalancesPanel = lazy(() =>
  import('./rebalances/group-rebalances-panel').then((module) => ({ default: module.GroupRebalancesPanel })),
)

/** One group: its verdict, its numbers, and the tab that is open. */
export function GroupPage({
  cluster,
  id,
  tab,
  initial,
}: {
  cluster: string
  id: string
  tab: GroupTab
  initial: GroupPageView
}) {
  useNumbers()
  const idle = useIdle()
  const read = useCallback((model: ClusterModel) => groupPageView(model, id), [id])
  const live = useLiveView<GroupPageView | null>(read, initial)
  const [last, setLast] = useState(initial)
  if (live !== null && live !== last) setLast(live)
  const view = live ?? last
  const { row } = view
  return (
    <>
      <VerdictHeader
        verdict={live === null ? goneVerdict(row) : view.verdict}
        actions={<CliButton command={groupCommand(view.bootstrap, row, tab)} />}
      />
      <div className="group-tabs">
        <Tabs
          label="Group"
          items={[
            { href: paths.group(cluster, id), label: 'Lag', count: view.partitions.length, current: tab === 'lag' },
            {
              href: paths.group(cluster, id, 'members'),
              label: 'Members',
              count: row.members ?? '—',
              current: tab === 'members',
            },
            {
              href: paths.group(cluster, id, 'rebalances'),
              label: 'Rebalances',
              count: row.rebalances?.lastHour ?? '—',
              current: tab === 'rebalances',
            },
          ]}
        />
        <span className="group-now">
          {live !== null && <GroupState row={row} />}
          {row.since !== null && live !== null && (
            <span className="mut">
              since <Since at={row.since} inSentence />
            </span>
          )}
          <span className="tag" title={GROUP_KIND_NOTE[row.kind]}>
            {groupTypeWords(row)}
          </span>
        </span>
      </div>
      {row.stale !== null && live !== null && row.status !== 'denied' && (
        <PartialBanner>
          <b>Last known values</b>
          {row.staleSince !== null && (
            <>
              {' '}
              of <Since at={row.staleSince} inSentence />
            </>
          )}
          : {row.stale}.
        </PartialBanner>
      )}
      <LastKnown gone={live === null || row.status === 'adrift'}>
        <GroupTiles view={view} />
        {tab === 'lag' ? (
          <GroupLag
            cluster={cluster}
            view={view}
            stale={live === null}
            beside={
              idle ? (
                <Suspense fallback={<HistoryPlace />}>
                  <GroupRebalancesPanel cluster={cluster} view={view} />
                </Suspense>
              ) : (
                <HistoryPlace />
              )
            }
          />
        ) : (
          <Suspense fallback={<Skeleton rows={12} />}>
            {tab === 'members' ? (
              <GroupMembers view={view} stale={live === null} />
            ) : (
              <GroupRebalances cluster={cluster} view={view} />
            )}
          </Suspense>
        )}
      </LastKnown>
    </>
  )
}

/** Holds the place of what is fetched when the rest stands. */
function HistoryPlace() {
  return (
    <Panel title="Rebalances">
      <Skeleton rows={6} />
    </Panel>
  )
}

/** Values of something that is no more, or that nobody can be asked about, keep their place and turn faint. */
function LastKnown({ gone, children }: { gone: boolean; children: ReactNode }) {
  return (
    <div className={gone ? 'last-known' : 'contents'} data-gone={gone || undefined}>
      {children}
    </div>
  )
}

function goneVerdict({ id, kind }: GroupRow): Verdict {
  const inZookeeper = kind === 'zookeeper'
  return {
    state: 'unknown',
    level: 'info',
    title: [
      { text: groupName(id), strong: true },
      { text: ` is gone: ${inZookeeper ? 'ZooKeeper' : 'its coordinator'} lists it no longer.` },
    ],
    detail: [
      {
        text: `It was deleted${inZookeeper ? '' : ', or its last offsets expired (offsets.retention.minutes after it fell empty)'}. Below stand its last known values.`,
      },
    ],
    since: null,
  }
}
