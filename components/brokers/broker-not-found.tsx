'use client'
import { useParams } from 'next/navigation'
import { useMemo } from 'react'
import { useModel } from '@/components/live/use-live-view'
import { Button } from '@/components/ui/button'
import { VerdictHeader } from '@/components/ui/verdict-header'
import type { Sentence } from '@/lib/health/sentence'
import { paths, readSegment } from '@/lib/paths'
import { brokerRows } from '@/lib/rows/broker-row'

/** Says that the broker of the address is unknown, and names those that are known. */
export function BrokerNotFound() {
  const params = useParams<{ cluster: string; broker: string }>()
  const model = useModel()
  const ids = useMemo(() => (model ? brokerRows(model).map(({ id }) => id) : []), [model])
  const wanted = readSegment(params.broker) ?? params.broker
  const title: Sentence = /^\d+$/.test(wanted)
    ? [{ text: `No broker ${wanted}`, strong: true }, { text: ' in this cluster.' }]
    : [{ text: wanted, strong: true }, { text: ' is no broker id: ids are whole numbers.' }]
  return (
    <VerdictHeader
      verdict={{ state: 'unknown', level: 'unknown', title, detail: hint(params.cluster, ids), since: null }}
      actions={<Button href={paths.brokers(params.cluster)}>All brokers</Button>}
    />
  )
}

function hint(cluster: string, ids: readonly number[]): Sentence {
  if (ids.length === 0)
    return [{ text: 'Kafka forgets brokers that left; Vivarium remembers those it saw leave for 24 hours.' }]
  return [
    { text: 'Known brokers: ' },
    ...ids.flatMap((id, index) => [
      ...(index > 0 ? [{ text: ', ' }] : []),
      { text: String(id), href: paths.broker(cluster, id) },
    ]),
    { text: '.' },
  ]
}
