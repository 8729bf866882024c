import type { ClusterEvent } from '@/lib/events/event'
import type { EventGroup, SubjectKind } from '../event-group'
import { gapOf } from '../event-text'
import { type EventFilter, selectEvents } from './event-filter'
import { type Histogram, histogram } from './histogram-bars'

/** What the page of events shows. */
export interface EventsScene {
  /** The chosen events, newest first. */
  rows: readonly ClusterEvent[]
  /** How many there are; more than `rows` in what the server sends. */
  count: number
  groupCounts: ReadonlyMap<EventGroup, number>
  aboutCounts: ReadonlyMap<SubjectKind, number>
  histogram: Histogram
  /** Times nothing could be seen, epoch ms. */
  gaps: readonly { from: number; to: number }[]
  /** Of the whole log. */
  total: number
  newest: ClusterEvent | null
  /** When the oldest one happened that is kept, epoch ms. */
  oldestAt: number | null
  lastHour: number
}

const HOUR_MS = 3_600_000
const FIRST_ROWS = 60

/** The page from the whole log (newest first); `startedAt`: since when the cluster is looked at. */
export function eventsScene(
  log: readonly ClusterEvent[],
  filter: EventFilter,
  { startedAt, now }: { startedAt: number; now: number },
): EventsScene {
  const { rows, anyTime, groupCounts, aboutCounts } = selectEvents(log, filter)
  // Kept events may be older than what we know of the connection, and the log may begin later than it.
  const oldest = log.at(-1)?.at ?? startedAt
  return {
    rows,
    count: rows.length,
    groupCounts,
    aboutCounts,
    histogram: histogram(anyTime, filter.from ?? Math.min(startedAt, oldest), filter.to ?? now),
    gaps: log.flatMap((event) => gapOf(event) ?? []),
    total: log.length,
    newest: log[0] ?? null,
    oldestAt: log.at(-1)?.at ?? null,
    lastHour: log.reduce((count, { at }) => (at > now - HOUR_MS ? count + 1 : count), 0),
  }
}

/** The same cut to what the first screen can show. */
export function firstEvents(scene: EventsScene): EventsScene {
  return { ...scene, rows: scene.rows.slice(0, FIRST_ROWS) }
}
