'use client'
import { useParams } from 'next/navigation'
import { useModel } from '@/components/live/use-live-view'
import { Button } from '@/components/ui/button'
import { VerdictHeader } from '@/components/ui/verdict-header'
import { paths, readSegment } from '@/lib/paths'
import { partitionRows } from '@/lib/rows/partition-row'

/** Says that the partition of the address does not exist, and which ones its topic has. */
export function PartitionNotFound() {
  const params = useParams<{ cluster: string; topic: string; partition: string }>()
  const model = useModel()
  const cluster = readSegment(params.cluster) ?? params.cluster
  const topic = readSegment(params.topic)
  const numbers = model ? partitionRows(model).filter((row) => row.topic === topic) : []
  const last = numbers.at(-1)?.partition
  const name = `${topic ?? params.topic}-${params.partition}`
  const detail =
    last === undefined
      ? 'The topic does not exist either, or has been deleted.'
      : `The topic has ${last + 1} ${last === 0 ? 'partition: 0' : `partitions: 0 to ${last}`}.`
  return (
    <VerdictHeader
      verdict={{
        state: 'unknown',
        level: 'unknown',
        title: [{ text: 'No partition ' }, { text: name, strong: true }, { text: ' in this cluster.' }],
        detail: [{ text: detail }],
        since: null,
      }}
      actions={
        last === undefined || topic === null ? (
          <Button href={paths.partitions(cluster, { preset: 'all' })}>All partitions</Button>
        ) : (
          <Button href={paths.topic(cluster, topic)}>Open the topic</Button>
        )
      }
    />
  )
}
