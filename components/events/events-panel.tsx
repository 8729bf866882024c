'use client'
import Link from 'next/link'
import { useEvents } from '@/components/live/use-events'
import { EmptyState } from '@/components/ui/empty-state'
import { Panel } from '@/components/ui/panel'
import { paths } from '@/lib/paths'
import { EventList } from './event-list'

const SHOWN = 20

/** The last events of the cluster, newest first, bursts in one line. */
export function EventsPanel({ cluster }: { cluster: string }) {
  const events = useEvents()
  return (
    <Panel
      title="Events"
      sub="newest first"
      end={
        <Link className="link" href={paths.events(cluster)} prefetch={false}>
          All events
        </Link>
      }
    >
      {events.length === 0 ? (
        <EmptyState title="Nothing has changed since we connected" detail="Changes appear here as they happen." />
      ) : (
        <EventList cluster={cluster} events={events} most={SHOWN} />
      )}
    </Panel>
  )
}
