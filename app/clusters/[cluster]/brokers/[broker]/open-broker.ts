import { notFound } from 'next/navigation'
import { brokerPageView } from '@/components/brokers/broker-page-view'
import { inspector } from '@/server/index'

export interface BrokerRoute {
  params: Promise<{ cluster: string; broker: string }>
}

/** The broker of the address and its cluster; answers 404 when either is unknown or the id is no whole number. */
export async function openBroker({ params }: BrokerRoute) {
  const { cluster, broker } = await params
  const id = /^\d{1,10}$/.test(broker) ? Number(broker) : null
  const live = await (await inspector()).cluster(cluster)
  const view = live && id !== null ? brokerPageView(live.model(), id) : null
  if (!live || id === null || view === null) notFound()
  return { cluster, id, live, view }
}

/** The title of a broker's pages. */
export async function brokerMetadata({ params }: BrokerRoute) {
  const { broker } = await params
  return { title: `Broker ${broker}` }
}
