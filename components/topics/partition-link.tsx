'use client'
import Link from 'next/link'
import { useParams } from 'next/navigation'
import { paths } from '@/lib/paths'
import './topic.css'

/** A partition that opens its page, in the cluster of the address; `short` leaves the topic out where all rows share it. */
export function PartitionLink({ topic, partition, short }: { topic: string; partition: number; short?: boolean }) {
  const { cluster } = useParams<{ cluster: string }>()
  return (
    <Link href={paths.partition(cluster, topic, partition)} prefetch={false}>
      {short ? (
        partition
      ) : (
        <>
          <span className="long-name" title={topic}>
            {topic}
          </span>
          <span className="faint">-{partition}</span>
        </>
      )}
    </Link>
  )
}
