import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FindingsPage } from '@/components/zookeeper/findings/findings-page'
import { findingsScene } from '@/components/zookeeper/findings/findings-scene'
import { inspector } from '@/server/index'

export const metadata: Metadata = { title: 'Two views' }

/** Where two sources of one cluster disagree. */
export default async function Findings({ params }: { params: Promise<{ cluster: string }> }) {
  const { cluster } = await params
  const live = (await inspector()).cluster(cluster)
  if (!live) notFound()
  return <FindingsPage cluster={cluster} initial={findingsScene(live.model())} />
}
