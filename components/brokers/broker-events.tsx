'use client'
import Link from 'next/link'
import { useMemo } from 'react'
import { EventList } from '@/components/events/event-list'
import { useEvents } from '@/components/live/use-events'
import { EmptyState } from '@/components/ui/empty-state'
import { Panel } from '@/components/ui/panel'
import type { ClusterEvent } from '@/lib/events/event'
import { paths } from '@/lib/paths'

const SHOWN = 12

/** What happened to the brokers and the controller's office; of one broker where `id` is given. */
export function BrokerEvents({ cluster, id }: { cluster: string; id?: number }) {
  const events = useEvents()
  const mine = useMemo(() => events.filter((event) => isAbout(event, id)), [events, id])
  return (
    <Panel
      title="What happened"
      sub={mine.length > SHOWN ? `newest first, ${SHOWN} of ${mine.length}` : 'newest first'}
      end={
        <Link
          className="link"
          href={paths.events(cluster, id === undefined ? {} : { subject: `broker:${id}` })}
          prefetch={false}
        >
          All events
        </Link>
      }
    >
      {mine.length === 0 ? (
        <EmptyState
          title={id === undefined ? 'No broker came or went' : `Nothing happened to broker ${id}`}
          detail={
            events.length === 0
              ? 'Nothing has changed since Vivarium connected.'
              : `None of the last ${events.length} events of the cluster is about it.`
          }
        />
      ) : (
        <EventList cluster={cluster} events={mine.slice(0, SHOWN)} />
      )}
    </Panel>
  )
}

function isAbout({ subject, before, after }: ClusterEvent, id: number | undefined): boolean {
  if (id === undefined) return subject === 'controller' || subject.startsWith('broker:')
  if (subject === 'controller') return holder(before) === String(id) || holder(after) === String(id)
  return subject === `broker:${id}`
}

/** The broker of a controller event's value, which reads `2, epoch 42`. */
function holder(value: string | null): string | undefined {
  return value?.split(',')[0]
}
