'use client'
import Link from 'next/link'
import { useParams } from 'next/navigation'
import { useMemo } from 'react'
import { useModel } from '@/components/live/use-live-view'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { paths, readSegment } from '@/lib/paths'
import { topicNames } from '@/lib/views/partition-row'
import { nearestNames } from './nearest-names'

/** Says that the topic of the address does not exist, and names those that sound like it. */
export function TopicNotFound() {
  const params = useParams<{ cluster: string; topic: string }>()
  const model = useModel()
  const cluster = readSegment(params.cluster) ?? params.cluster
  const wanted = readSegment(params.topic)
  const names = useMemo(() => (model ? topicNames(model) : []), [model])
  const nearest = useMemo(() => (wanted === null ? [] : nearestNames(wanted, names)), [wanted, names])
  const existsNow = wanted !== null && names.includes(wanted)
  return (
    <EmptyState
      title={
        <>
          {existsNow ? 'The topic ' : 'No topic '}
          <span className="mono">{wanted ?? params.topic}</span>
          {existsNow ? ' exists by now' : ' in this cluster'}
        </>
      }
      detail={
        nearest.length > 0 && !existsNow ? (
          <>
            {'Near to it: '}
            {nearest.map((name, index) => (
              <span key={name}>
                {index > 0 && ', '}
                <Link className="link mono" href={paths.topic(cluster, name)} prefetch={false}>
                  {name}
                </Link>
              </span>
            ))}
          </>
        ) : (
          'It may have been deleted, or the address is mistyped.'
        )
      }
      action={
        existsNow ? (
          <Button primary onClick={() => window.location.reload()}>
            Open it
          </Button>
        ) : (
          <Button href={paths.topics(cluster)}>All topics</Button>
        )
      }
    />
  )
}
