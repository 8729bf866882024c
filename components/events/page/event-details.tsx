'use client'
import Link from 'next/link'
import { CopyButton } from '@/components/ui/copy-button'
import type { ClusterEvent } from '@/lib/events/event'
import { paths } from '@/lib/paths'
import { eventSubject, subjectHref, subjectName } from '../event-subject'
import { Certain } from './event-row'

/** Everything known of one event, and where to go from it. */
export function EventDetails({ event, cluster }: { event: ClusterEvent; cluster: string }) {
  const subject = eventSubject(event.subject)
  const href = subjectHref(cluster, subject)
  const path = paths.events(cluster, { event: event.id })
  // Nothing of it is drawn, so that server and browser may differ.
  const link = typeof window === 'undefined' ? path : new URL(path, window.location.href).href
  return (
    <div className="ev-details">
      <dl className="kv">
        <dt>At</dt>
        <dd>{new Date(event.at).toISOString()}</dd>
        <dt>Subject</dt>
        <dd className="m">{event.subject}</dd>
        <dt>Before</dt>
        <dd className="m">{event.before ?? '—'}</dd>
        <dt>After</dt>
        <dd className="m">{event.after ?? '—'}</dd>
        <dt>Cause</dt>
        <dd>
          {event.cause ? (
            <>
              <span className="m">{event.cause.kind}</span>: {event.cause.sentence}{' '}
              <Certain certainty={event.cause.certainty} />
            </>
          ) : (
            'this kind of event tells none'
          )}
        </dd>
        <dt>Told by</dt>
        <dd>{event.seenLate ? `${event.source}, found on re-reading after a lost connection` : event.source}</dd>
        <dt>Id</dt>
        <dd className="m">{event.id}</dd>
      </dl>
      <div className="row">
        {href ? (
          <Link className="link" href={href} prefetch={false}>
            Open {subjectName(subject)}
          </Link>
        ) : null}
        <Link className="link" href={paths.events(cluster, { subject: event.subject })} prefetch={false}>
          All its events
        </Link>
        <CopyButton text={link} label="Copy link" />
        <CopyButton text={JSON.stringify(event, null, 2)} label="Copy as JSON" />
      </div>
    </div>
  )
}
