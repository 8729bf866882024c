import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BrokerList } from '@/components/brokers/broker-list'
import { brokerListView } from '@/components/brokers/broker-list-view'
import { inspector } from '@/server/index'

export const metadata: Metadata = { title: 'Brokers' }

/** All brokers of a cluster. */
export default async function BrokersPage({ params }: { params: Promise<{ cluster: string }> }) {
  const { cluster } = await params
  const live = await (await inspector()).cluster(cluster)
  if (!live) notFound()
  return <BrokerList cluster={cluster} initial={brokerListView(live.model())} />
}
