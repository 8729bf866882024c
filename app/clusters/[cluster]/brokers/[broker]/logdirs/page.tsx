import { BrokerPage } from '@/components/brokers/broker-page'
import { firstOfBroker } from '@/components/brokers/broker-page-view'
import { type BrokerRoute, brokerMetadata, openBroker } from '../open-broker'

export const generateMetadata = brokerMetadata

/** One broker, its log directories. */
export default async function BrokerLogdirsPage(route: BrokerRoute) {
  const { cluster, id, view } = await openBroker(route)
  return <BrokerPage cluster={cluster} id={id} tab="logdirs" initial={firstOfBroker(view, 'other')} />
}
