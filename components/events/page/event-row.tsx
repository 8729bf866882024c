'use client'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Glyph } from '@/components/ui/glyph'
import type { ClusterEvent } from '@/lib/events/event'
import { formatClock } from '@/lib/format'
import { KIND_WORD } from '../event-group'
import { eventSubject, subjectHref, subjectName } from '../event-subject'
import { EVENT_STATE, gapOf } from '../event-text'

/** One line of the log: when, what, who, from what to what, why and how sure, who told us. */
export function EventRow({
  event,
  cluster,
  now,
  selected,
  onSelect,
  children,
}: {
  event: ClusterEvent
  cluster: string
  now: number
  selected: boolean
  onSelect: (id: string) => void
  /** Its details, when it is selected. */
  children?: ReactNode
}) {
  const subject = eventSubject(event.subject)
  const href = subjectHref(cluster, subject)
  const name = subjectName(subject)
  const state = EVENT_STATE[event.kind]
  return (
    <div className="ev-line" data-selected={selected || undefined} data-gap={gapOf(event) ? true : undefined}>
      <button
        type="button"
        className="ev-time"
        aria-expanded={selected}
        title={`${new Date(event.at).toISOString()}: details and link`}
        onClick={() => onSelect(selected ? '' : event.id)}
      >
        <time dateTime={new Date(event.at).toISOString()}>{formatClock(event.at, { now, ms: true })}</time>
      </button>
      <span className={`st t-${state}`}>
        <Glyph state={state} />
        {KIND_WORD[event.kind]}
      </span>
      <span className="ev-who" title={name}>
        {href ? (
          <Link href={href} prefetch={false}>
            {name}
          </Link>
        ) : (
          name
        )}
      </span>
      <span className="ev-change" title={changeText(event)}>
        {changeText(event)}
      </span>
      <span className="ev-why" title={event.cause?.sentence}>
        {event.cause ? (
          <>
            {event.cause.sentence} <Certain certainty={event.cause.certainty} />
          </>
        ) : null}
      </span>
      <span className="ev-source">
        {event.seenLate ? (
          <span className="tag dashed" title="It happened while we were not connected, and was found on re-reading">
            seen late
          </span>
        ) : null}
        {event.source}
      </span>
      {children}
    </div>
  )
}

/** How sure a cause is: observed data prove it, or it fits them best. */
export function Certain({ certainty }: { certainty: 'observed' | 'inferred' }) {
  return <span className={certainty === 'observed' ? 'tag' : 'tag dashed'}>{certainty}</span>
}

/** "2 → 1"; an end that does not exist is left out. */
function changeText(event: ClusterEvent): string {
  const gap = gapOf(event)
  if (gap) return `${clock(gap.from)} – ${clock(gap.to)}`
  const { before, after } = event
  if (before === null) return after === null ? '' : after
  return `${before} → ${after ?? 'gone'}`
}

function clock(at: number): string {
  return new Date(at).toISOString().slice(11, 23)
}
