import { BrokerPage } from '@/components/brokers/broker-page'
import { firstOfBroker } from '@/components/brokers/broker-page-view'
import { type BrokerRoute, brokerMetadata, openBroker } from './open-broker'

export const generateMetadata = brokerMetadata

/** One broker: what it registered, and what stops with it. */
export default async function BrokerOverviewPage(route: BrokerRoute) {
  const { cluster, id, view } = await openBroker(route)
  return <BrokerPage cluster={cluster} id={id} tab="overview" initial={firstOfBroker(view, 'other')} />
}
