'use client'
import { useParams } from 'next/navigation'
import { useMemo } from 'react'
import { useModel } from '@/components/live/use-live-view'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { paths, readSegment } from '@/lib/paths'
import { brokerRows } from '@/lib/views/broker-row'

/** Says that the broker of the address is unknown, and names those that are. */
export function BrokerNotFound() {
  const params = useParams<{ cluster: string; broker: string }>()
  const model = useModel()
  const ids = useMemo(() => (model ? brokerRows(model).map(({ id }) => id) : []), [model])
  const wanted = readSegment(params.broker) ?? params.broker
  return (
    <EmptyState
      title={
        /^\d+$/.test(wanted) ? (
          `No broker ${wanted} in this cluster`
        ) : (
          <>
            <span className="mono">{wanted}</span> is no broker id: ids are whole numbers
          </>
        )
      }
      detail={
        ids.length > 0
          ? `Known brokers: ${ids.join(', ')}.`
          : 'Kafka forgets brokers that left; Vivarium remembers them for 24 hours.'
      }
      action={<Button href={paths.brokers(params.cluster)}>All brokers</Button>}
    />
  )
}
