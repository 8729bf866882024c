'use client'

import { Suspense } from 'react'
import { Panel } from '@/components/ui/panel'
import { Skeleton } from '@/components/ui/skeleton'
import '../zookeeper.css'
import { EnsembleHeader } from './ensemble-header'
import type { EnsembleScene } from './ensemble-scene'
import { SessionsTable } from './sessions-table'
import type { FirstSessions } from './sessions-version'

/** Who keeps the ephemeral znodes alive, and from where. */
export function SessionsPage({
  cluster,
  initial,
  sessions,
}: {
  cluster: string
  initial: EnsembleScene
  /** The server's reading, still under way when the page is drawn. */
  sessions: Promise<FirstSessions>
}) {
  return (
    <>
      <EnsembleHeader cluster={cluster} tab="sessions" initial={initial} word="cons" />
      <Suspense
        fallback={
          <Panel title="Sessions">
            <Skeleton rows={6} />
          </Panel>
        }
      >
        <SessionsTable cluster={cluster} first={sessions} />
      </Suspense>
    </>
  )
}
