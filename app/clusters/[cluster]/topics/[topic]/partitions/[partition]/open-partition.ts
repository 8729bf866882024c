import { notFound } from 'next/navigation'
import { eventsOfPartition } from '@/components/partition/partition-events'
import { partitionScene } from '@/components/partition/partition-scene'
import { readSegment } from '@/lib/paths'
import { inspector } from '@/server/index'

export interface PartitionRoute {
  params: Promise<{ cluster: string; topic: string; partition: string }>
}

/** How far back in the cluster's events the past of one partition is looked for. */
const REMEMBERED = 10_000

/** The partition of the address with its past; answers 404 when it does not exist. */
export async function openPartition({ params }: PartitionRoute) {
  const { cluster, topic: segment, partition: text } = await params
  const live = (await inspector()).cluster(cluster)
  const topic = readSegment(segment)
  if (!live || topic === null || !/^\d{1,9}$/.test(text)) notFound()
  const partition = Number(text)
  const initial = partitionScene(live.model(), topic, partition)
  if (!initial) notFound()
  const past = eventsOfPartition(live.events(REMEMBERED), topic, partition, initial.view.row.replicas)
  return { topic, partition, initial, past }
}

/** `topic-partition`, as everywhere. */
export async function partitionTitle({ params }: PartitionRoute) {
  const { topic, partition } = await params
  return `${readSegment(topic) ?? topic}-${partition}`
}
