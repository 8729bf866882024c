'use client'
import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react'
import { kafkaCommand } from '@/components/configs/cli-command'
import { isTopicOverride } from '@/components/configs/config-selection'
import { useEvents } from '@/components/live/use-events'
import { useLiveView } from '@/components/live/use-live-view'
import { useNumbers } from '@/components/live/use-numbers'
import { Button } from '@/components/ui/button'
import { CliButton } from '@/components/ui/cli-button'
import { Skeleton } from '@/components/ui/skeleton'
import { Tabs } from '@/components/ui/tabs'
import { VerdictHeader } from '@/components/ui/verdict-header'
import type { Verdict } from '@/lib/health/sentence'
import type { ClusterModel } from '@/lib/model/cluster'
import { apiPaths, paths, type TopicTab } from '@/lib/paths'
import type { ConfigAnswer } from '@/lib/views/config-entry'
import '@/components/groups/groups.css'
import './topic.css'
import type { TopicConsumersView } from './topic-consumers-view'
import { type TopicPageView, topicPageView } from './topic-page-view'
import { TopicPartitions } from './topic-partitions'
import { TopicTiles } from './topic-tiles'

/** Fetched when their tabs are opened. */
const ConfigSection = lazy(() =>
  import('@/components/configs/config-section').then((module) => ({ default: module.ConfigSection })),
)

const TopicConsumers = lazy(() => import('./topic-consumers').then((module) => ({ default: module.TopicConsumers })))

interface TopicPageProps {
  cluster: string
  name: string
  initial: TopicPageView
  /** Given on the tab that shows it. */
  config?: Promise<ConfigAnswer>
  consumers?: TopicConsumersView
}

/** One topic: its verdict, its numbers, and the tab that is open. */
export function TopicPage({ cluster, name, initial, config, consumers }: TopicPageProps) {
  useNumbers()
  const read = useCallback((model: ClusterModel) => topicPageView(model, name), [name])
  const live = useLiveView<TopicPageView | null>(read, initial)
  const [last, setLast] = useState(initial)
  if (live !== null && live !== last && isWhole(live)) setLast(live)
  const view = live ?? last
  const events = useEvents()
  const deletedAt = events.find(({ kind, subject }) => kind === 'topic-deleted' && subject === `topic:${name}`)?.at
  const verdict = live === null ? goneVerdict(name, deletedAt ?? null) : view.topic.verdict
  const tab: TopicTab = config ? 'config' : consumers ? 'consumers' : 'partitions'
  return (
    <>
      <VerdictHeader
        verdict={verdict}
        actions={
          <>
            <Button href={paths.events(cluster, { subject: `topic:${name}` })}>All events</Button>
            <CliButton command={command(view, name, tab)} />
          </>
        }
      />
      <Tabs
        label="Topic"
        items={[
          {
            href: paths.topic(cluster, name),
            label: 'Partitions',
            count: view.partitions.length,
            current: tab === 'partitions',
          },
          {
            href: paths.topic(cluster, name, 'consumers'),
            label: 'Consumers',
            count: view.consumers ?? '—',
            current: tab === 'consumers',
          },
          { href: paths.topic(cluster, name, 'config'), label: 'Config', current: tab === 'config' },
        ]}
      />
      <LastKnown gone={live === null}>
        <TopicTiles row={view.topic.row} />
        {config ? (
          <Suspense fallback={<Skeleton rows={12} />}>
            <ConfigSection
              answer={config}
              url={apiPaths.topic(cluster, name)}
              version={view.settings}
              changed={isTopicOverride}
              changedLabel="Overrides"
              owner={name}
            />
          </Suspense>
        ) : consumers ? (
          <Suspense fallback={<Skeleton rows={12} />}>
            <TopicConsumers cluster={cluster} topic={name} initial={consumers} gone={live === null} />
          </Suspense>
        ) : (
          <TopicPartitions cluster={cluster} rows={view.partitions} gone={live === null} />
        )}
      </LastKnown>
    </>
  )
}

/** A deletion takes a topic apart piece by piece; the last picture worth keeping is the one before that. */
function isWhole({ partitions }: TopicPageView): boolean {
  return partitions.length > 0 && partitions.every(({ state }) => state !== 'new')
}

/** Values of something that is no more keep their place and turn faint. */
function LastKnown({ gone, children }: { gone: boolean; children: ReactNode }) {
  return (
    <div className={gone ? 'last-known' : 'contents'} data-gone={gone || undefined}>
      {children}
    </div>
  )
}

function goneVerdict(name: string, at: number | null): Verdict {
  return {
    state: 'unknown',
    level: 'info',
    title: [
      { text: name, strong: true },
      ...(at === null
        ? [{ text: ' is gone from this cluster.' }]
        : [
            { text: ' was deleted while you looked, at ' },
            { text: new Date(at).toISOString(), since: at },
            { text: '.' },
          ]),
    ],
    detail: [{ text: 'Below stand its last known values.' }],
    since: at,
  }
}

function command({ bootstrap }: TopicPageView, name: string, tab: TopicTab): string {
  if (tab === 'consumers') return kafkaCommand('kafka-consumer-groups', bootstrap, '--describe', '--all-groups')
  return tab === 'config'
    ? kafkaCommand('kafka-configs', bootstrap, '--describe', '--all', '--entity-type', 'topics', '--entity-name', name)
    : kafkaCommand('kafka-topics', bootstrap, '--describe', '--topic', name)
}
