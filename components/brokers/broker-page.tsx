'use client'
import { lazy, Suspense, useCallback, useState } from 'react'
import { kafkaCommand } from '@/components/configs/cli-command'
import { differsFromDefault } from '@/components/configs/config-selection'
import { useLiveView } from '@/components/live/use-live-view'
import { useNumbers } from '@/components/live/use-numbers'
import { CliButton } from '@/components/ui/cli-button'
import { Skeleton } from '@/components/ui/skeleton'
import { Tabs } from '@/components/ui/tabs'
import { VerdictHeader } from '@/components/ui/verdict-header'
import type { ClusterModel } from '@/lib/model/cluster'
import { apiPaths, type BrokerTab, paths } from '@/lib/paths'
import type { ConfigAnswer } from '@/lib/views/config-entry'
import { BrokerDisks } from './broker-disks'
import { type BrokerPageView, brokerPageView } from './broker-page-view'
import { BrokerTiles } from './broker-tiles'
import './brokers.css'

/** Each tab's own code is fetched when it is opened. */
const BrokerOverview = lazy(() => import('./broker-overview').then((module) => ({ default: module.BrokerOverview })))
const BrokerEvents = lazy(() => import('./broker-events').then((module) => ({ default: module.BrokerEvents })))
const ConfigSection = lazy(() =>
  import('@/components/configs/config-section').then((module) => ({ default: module.ConfigSection })),
)
const BrokerPartitions = lazy(() =>
  import('./broker-partitions').then((module) => ({ default: module.BrokerPartitions })),
)

const TABS: readonly { tab: BrokerTab; label: string }[] = [
  { tab: 'overview', label: 'Overview' },
  { tab: 'partitions', label: 'Partitions' },
  { tab: 'configs', label: 'Configs' },
  { tab: 'logdirs', label: 'Log directories' },
]

interface BrokerPageProps {
  cluster: string
  id: number
  tab: BrokerTab
  initial: BrokerPageView
  /** Given on the tab that shows it. */
  config?: Promise<ConfigAnswer>
}

/** One broker: its verdict, its numbers, and the tab that is open. */
export function BrokerPage({ cluster, id, tab, initial, config }: BrokerPageProps) {
  useNumbers()
  const read = useCallback((model: ClusterModel) => brokerPageView(model, id), [id])
  const live = useLiveView<BrokerPageView | null>(read, initial)
  const [last, setLast] = useState(initial)
  // A broker that nothing names any more keeps its last facts on screen.
  if (live !== null && live !== last) setLast(live)
  const view = live ?? last
  const counts: Partial<Record<BrokerTab, number>> = {
    partitions: view.row.replicas,
    ...(view.disk ? { logdirs: view.disk.directories.length } : {}),
  }
  return (
    <>
      <VerdictHeader verdict={view.verdict} actions={<CliButton command={command(view, id, tab)} />} />
      <Tabs
        label={`Broker ${id}`}
        items={TABS.map((one) => ({
          href: paths.broker(cluster, id, one.tab),
          label: one.label,
          ...(counts[one.tab] === undefined ? {} : { count: counts[one.tab] }),
          current: one.tab === tab,
        }))}
      />
      <BrokerTiles row={view.row} />
      {tab === 'overview' && (
        <Suspense fallback={<Skeleton rows={12} />}>
          <BrokerOverview view={view} />
          <BrokerEvents cluster={cluster} id={id} />
        </Suspense>
      )}
      {tab === 'partitions' && (
        <Suspense fallback={<Skeleton rows={12} />}>
          <BrokerPartitions cluster={cluster} view={view} />
        </Suspense>
      )}
      {tab === 'logdirs' && <BrokerDisks disk={view.disk} reason={view.diskReason} />}
      {config && (
        <Suspense fallback={<Skeleton rows={12} />}>
          <ConfigSection
            answer={config}
            url={apiPaths.broker(cluster, id)}
            // A restart may have changed the file; dynamic changes leave no sign in what we watch.
            version={String(view.row.epoch ?? view.row.since)}
            changed={differsFromDefault}
            changedLabel="Differs from default"
            owner={`broker ${id}`}
          />
        </Suspense>
      )}
    </>
  )
}

function command({ bootstrap }: BrokerPageView, id: number, tab: BrokerTab): string {
  return tab === 'configs'
    ? kafkaCommand(
        'kafka-configs',
        bootstrap,
        '--describe',
        '--all',
        '--entity-type',
        'brokers',
        '--entity-name',
        `${id}`,
      )
    : kafkaCommand('kafka-log-dirs', bootstrap, '--describe', '--broker-list', `${id}`)
}
