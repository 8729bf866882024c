import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ensembleScene } from '@/components/zookeeper/ensemble/ensemble-scene'
import { quorumScene } from '@/components/zookeeper/kraft/quorum-scene'
import { WithoutZookeeper } from '@/components/zookeeper/kraft/without-zookeeper'
import { ZookeeperPage } from '@/components/zookeeper/zookeeper-page'
import { findings } from '@/lib/health/findings'
import { inspector } from '@/server/index'
import { firstZnode } from './first-znode'

export const metadata: Metadata = { title: 'ZooKeeper' }

interface ZookeeperTreeProps {
  params: Promise<{ cluster: string }>
  searchParams: Promise<{ path?: string | string[] }>
}

/** The znodes of a cluster; in KRaft mode what stands in their place. */
export default async function ZookeeperTree({ params, searchParams }: ZookeeperTreeProps) {
  const { cluster } = await params
  const live = (await inspector()).cluster(cluster)
  if (!live) notFound()
  const { znodes } = live
  const connect = live.config.zookeeper?.connect
  if (!znodes || connect === undefined) {
    return <WithoutZookeeper cluster={cluster} initial={quorumScene(live.model())} />
  }
  const { path } = await searchParams
  const seed = await firstZnode(znodes, String(path ?? '/'))
  const model = live.model()
  const count = findings(model).length
  return (
    <ZookeeperPage cluster={cluster} connect={connect} seed={seed} initial={ensembleScene(model)} findings={count} />
  )
}
