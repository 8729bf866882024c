import type { ClusterEvent } from '@/lib/events/event'
import { EVENT_GROUPS, type EventGroup, GROUP_OF, KIND_WORD, SUBJECT_WORD, type SubjectKind } from '../event-group'
import { eventSubject } from '../event-subject'
import { eventText } from '../event-text'
import { readTime } from './time-window'

/** What a person chose to see of the log; empty sets choose everything. */
export interface EventFilter {
  /** Lower case words that must all occur. */
  words: readonly string[]
  groups: ReadonlySet<EventGroup>
  about: ReadonlySet<SubjectKind>
  /** A topic includes its partitions; null = every subject. */
  subject: string | null
  /** Epoch ms, included. */
  from: number | null
  /** Epoch ms, not included. */
  to: number | null
}

/** The parameters of the address that filter the log. */
export interface EventQuery {
  q: string
  groups: string
  about: string
  subject: string
  from: string
  to: string
}

/** Reads the address; what it does not understand chooses everything. `now`: epoch ms, for times relative to it. */
export function readEventFilter(query: EventQuery, now: number): EventFilter {
  const groups = new Set(query.groups.split(','))
  const about = new Set(query.about.split(','))
  return {
    words: query.q.toLowerCase().split(/\s+/).filter(Boolean),
    groups: new Set(EVENT_GROUPS.filter((group) => groups.has(group))),
    about: new Set(SUBJECT_KINDS.filter((kind) => about.has(kind))),
    subject: query.subject === '' ? null : query.subject,
    from: query.from === '' ? null : readTime(query.from, now),
    to: query.to === '' ? null : readTime(query.to, now),
  }
}

// Object.keys of a record over SubjectKind yields exactly its keys.
const SUBJECT_KINDS = Object.keys(SUBJECT_WORD) as SubjectKind[]

/** What the log shows: the events chosen, and how many each chip would show with everything else as it is. */
export interface EventSelection {
  rows: ClusterEvent[]
  /** Those of `rows` and the ones outside the chosen time: what the histogram draws. */
  anyTime: ClusterEvent[]
  groupCounts: ReadonlyMap<EventGroup, number>
  aboutCounts: ReadonlyMap<SubjectKind, number>
}

/** One pass over the log, in its order. */
export function selectEvents(events: readonly ClusterEvent[], filter: EventFilter): EventSelection {
  const rows: ClusterEvent[] = []
  const anyTime: ClusterEvent[] = []
  const groupCounts = new Map<EventGroup, number>()
  const aboutCounts = new Map<SubjectKind, number>()
  for (const event of events) {
    if (filter.subject !== null && !isAbout(event, filter.subject)) continue
    if (filter.words.length > 0 && !hasWords(event, filter.words)) continue
    const group = GROUP_OF[event.kind]
    const about = eventSubject(event.subject).kind
    const inTime = (filter.from === null || event.at >= filter.from) && (filter.to === null || event.at < filter.to)
    const inGroup = filter.groups.size === 0 || filter.groups.has(group)
    const inAbout = filter.about.size === 0 || filter.about.has(about)
    if (inGroup && inAbout) {
      anyTime.push(event)
      if (inTime) rows.push(event)
    }
    if (inTime && inAbout) groupCounts.set(group, (groupCounts.get(group) ?? 0) + 1)
    if (inTime && inGroup) aboutCounts.set(about, (aboutCounts.get(about) ?? 0) + 1)
  }
  return { rows, anyTime, groupCounts, aboutCounts }
}

function isAbout({ subject }: ClusterEvent, wanted: string): boolean {
  return (
    subject === wanted ||
    (wanted.startsWith('topic:') && subject.startsWith(`partition:${wanted.slice('topic:'.length)}/`))
  )
}

function hasWords(event: ClusterEvent, words: readonly string[]): boolean {
  const { fact, rest } = eventText(event)
  const text =
    `${fact} ${rest} ${KIND_WORD[event.kind]} ${event.kind} ${event.subject} ${event.source} ${event.cause?.kind ?? ''}`.toLowerCase()
  return words.every((word) => text.includes(word))
}
