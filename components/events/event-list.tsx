'use client'
import Link from 'next/link'
import { useNow } from '@/components/live/use-now'
import { Glyph } from '@/components/ui/glyph'
import type { ClusterEvent } from '@/lib/events/event'
import { formatClock } from '@/lib/format'
import { eventSubject, subjectHref } from './event-subject'
import { EVENT_STATE, eventText } from './event-text'
import './events.css'

/** Events as given, one line each: time, kind, what happened and why, who told us. */
export function EventList({ cluster, events }: { cluster: string; events: readonly ClusterEvent[] }) {
  const now = useNow()
  return (
    <ol className="events">
      {events.map((event) => {
        const { fact, rest } = eventText(event)
        const href = subjectHref(cluster, eventSubject(event.subject))
        return (
          <li key={event.id}>
            <time dateTime={new Date(event.at).toISOString()}>{formatClock(event.at, { now, ms: true })}</time>
            <Glyph state={EVENT_STATE[event.kind]} />
            <p title={`${fact} ${rest}`.trim()}>
              {href ? (
                <Link href={href} prefetch={false}>
                  {fact}
                </Link>
              ) : (
                fact
              )}{' '}
              <span>{rest}</span>
            </p>
            <span className="event-source">{event.source}</span>
          </li>
        )
      })}
    </ol>
  )
}
