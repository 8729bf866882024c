import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PartitionList } from '@/components/partitions/partition-list'
import { partitionListView } from '@/components/partitions/partition-list-view'
import { firstPartitions } from '@/components/partitions/partition-selection'
import { inspector } from '@/server/index'

export const metadata: Metadata = { title: 'Partitions' }

interface PartitionsPageProps {
  params: Promise<{ cluster: string }>
  searchParams: Promise<Record<'preset' | 'broker' | 'q' | 'sel', string | string[] | undefined>>
}

/** Which partitions are at risk, and since when. */
export default async function PartitionsPage({ params, searchParams }: PartitionsPageProps) {
  const { cluster } = await params
  const live = (await inspector()).cluster(cluster)
  if (!live) notFound()
  const { preset, broker, q, sel } = await searchParams
  const query = {
    preset: String(preset ?? ''),
    broker: String(broker ?? ''),
    q: String(q ?? ''),
    sel: String(sel ?? ''),
  }
  return <PartitionList cluster={cluster} initial={firstPartitions(partitionListView(live.model()), query)} />
}
