import { BrokerPage } from '@/components/brokers/broker-page'
import { firstOfBroker } from '@/components/brokers/broker-page-view'
import { type BrokerRoute, brokerMetadata, openBroker } from '../open-broker'

export const generateMetadata = brokerMetadata

/** One broker, its configuration: asked for now, shown as soon as the broker answers. */
export default async function BrokerConfigsPage(route: BrokerRoute) {
  const { cluster, id, live, view } = await openBroker(route)
  const config = live.brokerConfig(id)
  return <BrokerPage cluster={cluster} id={id} tab="configs" initial={firstOfBroker(view, 'other')} config={config} />
}
