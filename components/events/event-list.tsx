'use client'
import Link from 'next/link'
import { useMemo } from 'react'
import { useNow } from '@/components/live/use-now'
import { Glyph } from '@/components/ui/glyph'
import type { ClusterEvent } from '@/lib/events/event'
import { formatClock } from '@/lib/format'
import { paths } from '@/lib/paths'
import { burstText, type EventBurst, eventBursts } from './event-bursts'
import { eventSubject, subjectHref } from './event-subject'
import { EVENT_STATE, eventText } from './event-text'
import './events.css'

/** Events (newest first), bursts folded, in at most `most` lines: time, kind, what happened and why, who told us. */
export function EventList({
  cluster,
  events,
  most = Number.POSITIVE_INFINITY,
}: {
  cluster: string
  events: readonly ClusterEvent[]
  most?: number
}) {
  const now = useNow()
  const bursts = useMemo(() => eventBursts(events).slice(0, most), [events, most])
  return (
    <ol className="events">
      {bursts.map((burst) => {
        const { first } = burst
        const { fact, rest, href } = told(burst, cluster)
        return (
          <li key={first.id}>
            <time dateTime={new Date(first.at).toISOString()}>{formatClock(first.at, { now, ms: true })}</time>
            <Glyph state={EVENT_STATE[first.kind]} />
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
            <span className="event-source">{first.source}</span>
          </li>
        )
      })}
    </ol>
  )
}

function told(burst: EventBurst, cluster: string): { fact: string; rest: string; href: string | null } {
  const several = burstText(burst)
  if (!several) {
    const { subject } = burst.first
    return { ...eventText(burst.first), href: subjectHref(cluster, eventSubject(subject)) }
  }
  const { fact, rest, preset } = several
  return { fact, rest, href: preset ? paths.partitions(cluster, { preset }) : null }
}
