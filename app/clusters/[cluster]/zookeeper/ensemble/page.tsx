import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { EnsemblePage } from '@/components/zookeeper/ensemble/ensemble-page'
import { ensembleScene } from '@/components/zookeeper/ensemble/ensemble-scene'
import { quorumScene } from '@/components/zookeeper/kraft/quorum-scene'
import { WithoutZookeeper } from '@/components/zookeeper/kraft/without-zookeeper'
import { inspector } from '@/server/index'

export const metadata: Metadata = { title: 'Ensemble' }

/** The servers of ZooKeeper; in KRaft mode the metadata quorum. */
export default async function Ensemble({ params }: { params: Promise<{ cluster: string }> }) {
  const { cluster } = await params
  const live = (await inspector()).cluster(cluster)
  if (!live) notFound()
  if (!live.znodes) return <WithoutZookeeper cluster={cluster} initial={quorumScene(live.model())} />
  return <EnsemblePage cluster={cluster} initial={ensembleScene(live.model())} />
}
