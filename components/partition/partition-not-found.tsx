'use client'
import { useParams } from 'next/navigation'
import { useModel } from '@/components/live/use-live-view'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { paths, readSegment } from '@/lib/paths'
import { partitionRows } from '@/lib/views/partition-row'

/** Says that the partition of the address does not exist, and which ones its topic has. */
export function PartitionNotFound() {
  const params = useParams<{ cluster: string; topic: string; partition: string }>()
  const model = useModel()
  const cluster = readSegment(params.cluster) ?? params.cluster
  const topic = readSegment(params.topic)
  const numbers = model ? partitionRows(model).filter((row) => row.topic === topic) : []
  const last = numbers.at(-1)?.partition
  return (
    <EmptyState
      title={
        <>
          No partition <span className="mono">{`${topic ?? params.topic}-${params.partition}`}</span> in this cluster
        </>
      }
      detail={
        last === undefined
          ? 'The topic does not exist either, or has been deleted.'
          : `The topic has ${last + 1} ${last === 0 ? 'partition: 0' : `partitions: 0 to ${last}`}.`
      }
      action={
        last === undefined || topic === null ? (
          <Button href={paths.partitions(cluster, { preset: 'all' })}>All partitions</Button>
        ) : (
          <Button href={paths.topic(cluster, topic)}>Open the topic</Button>
        )
      }
    />
  )
}
