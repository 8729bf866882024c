import { BrokerNotFound } from '@/components/brokers/broker-not-found'

/** The broker of the address is unknown. */
export default function BrokerNotFoundPage() {
  return <BrokerNotFound />
}
