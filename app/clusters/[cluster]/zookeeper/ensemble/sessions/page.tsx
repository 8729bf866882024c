import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ensembleScene } from '@/components/zookeeper/ensemble/ensemble-scene'
import { SessionsPage } from '@/components/zookeeper/ensemble/sessions-page'
import { quorumScene } from '@/components/zookeeper/kraft/quorum-scene'
import { WithoutZookeeper } from '@/components/zookeeper/kraft/without-zookeeper'
import { inspector } from '@/server/index'
import { firstSessions } from './first-sessions'

export const metadata: Metadata = { title: 'Sessions' }

/** The sessions of ZooKeeper, asked for now and shown as soon as the servers answer. */
export default async function Sessions({ params }: { params: Promise<{ cluster: string }> }) {
  const { cluster } = await params
  const live = (await inspector()).cluster(cluster)
  if (!live) notFound()
  const { sessions } = live
  if (!sessions) return <WithoutZookeeper cluster={cluster} initial={quorumScene(live.model())} />
  return (
    <SessionsPage
      cluster={cluster}
      initial={ensembleScene(live.model())}
      sessions={firstSessions(sessions, live.model())}
    />
  )
}
