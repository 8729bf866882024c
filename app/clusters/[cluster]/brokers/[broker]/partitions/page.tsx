import { BrokerPage } from '@/components/brokers/broker-page'
import { firstOfBroker } from '@/components/brokers/broker-page-view'
import { type BrokerRoute, brokerMetadata, openBroker } from '../open-broker'

export const generateMetadata = brokerMetadata

/** One broker, the partitions it leads or follows. */
export default async function BrokerPartitionsPage(route: BrokerRoute) {
  const { cluster, id, view } = await openBroker(route)
  return <BrokerPage cluster={cluster} id={id} tab="partitions" initial={firstOfBroker(view, 'partitions')} />
}
