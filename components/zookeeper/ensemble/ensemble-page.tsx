'use client'

import Link from 'next/link'
import { lazy, Suspense } from 'react'
import { useLiveView } from '@/components/live/use-live-view'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import { paths } from '@/lib/paths'
import '../zookeeper.css'
import { AllowWords } from './allow-words'
import { EnsembleHeader } from './ensemble-header'
import { type EnsembleScene, ensembleScene } from './ensemble-scene'
import { EnsembleTable } from './ensemble-table'

/** Below the first table. */
const MonitorTable = lazy(() => import('./monitor-table').then((module) => ({ default: module.MonitorTable })))

/** Is there a quorum, how many failures are left, and how each server is doing inside. */
export function EnsemblePage({ cluster, initial }: { cluster: string; initial: EnsembleScene }) {
  const { rows } = useLiveView(ensembleScene, initial)
  const told = rows.some(({ monitor }) => monitor?.readFrom != null)
  const refused = rows.filter(
    ({ monitor, status }) => status === 'silent' || (monitor?.mntrRefused === true && monitor.readFrom === null),
  )
  return (
    <>
      <EnsembleHeader cluster={cluster} tab="servers" initial={initial} word="srvr" />
      <EnsembleTable initial={initial.rows} />
      {told ? (
        <Suspense
          fallback={
            <Panel title="Inside each server">
              <Skeleton rows={rows.length} />
            </Panel>
          }
        >
          <MonitorTable rows={rows} />
        </Suspense>
      ) : null}
      {refused.length === 0 ? null : (
        <AllowWords
          title={told ? 'What some servers keep from us' : 'What these servers keep from us'}
          servers={refused.map(({ server }) => server)}
          keeps="watches, ephemeral znodes, data size, open files, sessions and how many followers are in sync"
        />
      )}
      <Panel title="What the numbers say">
        <dl className="kv pad wrap">
          <dt>Latency</dt>
          <dd>how long requests waited inside the server since it started</dd>
          <dt>Outstanding</dt>
          <dd>requests that wait for the disk or the quorum at this moment: a few are normal, hundreds are not</dd>
          <dt>Connections</dt>
          <dd>brokers, tools and our session; who they are stands under Sessions</dd>
          <dt>Behind leader</dt>
          <dd>transactions between this server’s last and the leader’s, both asked at about the same moment</dd>
          {told ? (
            <>
              <dt>Followers</dt>
              <dd>
                those that have all the leader decided, of all that are connected to it; observers count among all
              </dd>
              <dt>Sessions</dt>
              <dd>of the whole ensemble, each server counting the same</dd>
              <dt>Files</dt>
              <dd>each client takes one; when none is left the server refuses connections</dd>
            </>
          ) : null}
        </dl>
      </Panel>
      <p>
        <Link className="link" href={paths.zookeeper(cluster)} prefetch={false}>
          The znodes they keep
        </Link>
        {' · '}
        <Link className="link" href={paths.findings(cluster)} prefetch={false}>
          Where ZooKeeper and the brokers say different things
        </Link>
      </p>
    </>
  )
}
