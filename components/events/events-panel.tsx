'use client'
import { useEvents } from '@/components/live/use-events'
import { EmptyState } from '@/components/ui/empty-state'
import { Panel } from '@/components/ui/panel'
import { EventList } from './event-list'

const SHOWN = 20

/** The last events of the cluster, newest first. */
export function EventsPanel({ cluster }: { cluster: string }) {
  const events = useEvents()
  return (
    <Panel title="Events" sub={events.length > SHOWN ? `newest first, last ${SHOWN}` : 'newest first'}>
      {events.length === 0 ? (
        <EmptyState title="Nothing has changed since we connected" detail="Changes appear here as they happen." />
      ) : (
        <EventList cluster={cluster} events={events.slice(0, SHOWN)} />
      )}
    </Panel>
  )
}
