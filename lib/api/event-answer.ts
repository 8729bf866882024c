import { z } from 'zod'
import { type ClusterEvent, EVENT_KINDS } from '../events/event'
import { isoTime, time, timeQuery } from './fields/time'
import { words } from './fields/word'
import { listAnswerOf, listBody } from './list-answer'
import { type PageOrder, pageOf } from './page-of'
import { pageQuery } from './page-query'
import { topicNameFault } from './topic-name'

const SUBJECT_FORMS =
  'must be topic:<name>, partition:<topic>/<number>, broker:<id>, controller, group:<id>, server:<host:port> or cluster'

const subject = z
  .string()
  .meta({ example: 'topic:orders', description: 'a topic includes its partitions' })
  .superRefine((text, context) => {
    const [, topic] = /^(?:topic:([^/]*)|partition:([^/]*)\/\d+)$/s.exec(text) ?? []
    const name = topic ?? /^partition:(.*)\/\d+$/s.exec(text)?.[1]
    const fault = name === undefined ? null : topicNameFault(name)
    if (fault) context.addIssue({ code: 'custom', message: fault })
    else if (name === undefined && !/^(broker:\d{1,10}|controller|cluster|group:.*|server:.+)$/s.test(text))
      context.addIssue({ code: 'custom', message: SUBJECT_FORMS })
  })

/** Query of `GET …/events`: `from` included, `to` not. */
export const eventsQuery = z
  .strictObject({
    ...pageQuery,
    from: timeQuery.optional(),
    to: timeQuery.optional(),
    kind: words(EVENT_KINDS).optional(),
    subject: subject.optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from < to, {
    path: ['from'],
    message: 'must be earlier than to',
  })

/** One derived fact about a change of the cluster. `before`, `after` and `cause` are null where the kind has none. */
export const eventItem = z.strictObject({
  id: z.string(),
  at: time,
  kind: z.enum(EVENT_KINDS),
  subject: z.string().meta({ example: 'partition:orders/0' }),
  before: z.string().nullable(),
  after: z.string().nullable(),
  cause: z
    .strictObject({ kind: z.string(), certainty: z.enum(['observed', 'inferred']), sentence: z.string() })
    .nullable(),
  source: z.string(),
  seenLate: z.boolean().meta({ description: 'happened while Vivarium was not connected, found on re-reading' }),
})

type EventItem = z.infer<typeof eventItem>

/** Answer of `GET …/events`, newest first. */
export const eventsAnswer = listAnswerOf(eventItem)

const NEWEST_FIRST: PageOrder<ClusterEvent> = {
  value: (event) => event.at,
  descending: true,
  // Of one moment the last derived first.
  key: (event) => [-numberOf(event)],
}

/** Whether a query asks for the event. */
export function eventMatches(query: z.output<typeof eventsQuery>, event: ClusterEvent): boolean {
  const { from, to, kind, subject: wanted } = query
  if (from !== undefined && event.at < from) return false
  if (to !== undefined && event.at >= to) return false
  if (kind !== undefined && !kind.includes(event.kind)) return false
  if (wanted === undefined || event.subject === wanted) return true
  return wanted.startsWith('topic:') && event.subject.startsWith(`partition:${wanted.slice('topic:'.length)}/`)
}

/** The page of these events a query asks for. `epoch` is this server's start: its events are numbered from it. */
export function eventsBody(
  epoch: string,
  events: readonly ClusterEvent[],
  query: z.output<typeof eventsQuery>,
  unread: string | null,
) {
  const { limit, cursor, from, to, kind, subject: wanted } = query
  const scope = JSON.stringify(['events', epoch, from, to, kind, wanted])
  return listBody(pageOf(events, { limit, cursor, scope, order: NEWEST_FIRST }), toEventItem, unread)
}

/** One event as the API gives it. */
export function toEventItem(event: ClusterEvent): EventItem {
  const { id, at, kind, subject: who, before, after, cause, source, seenLate } = event
  return { id, at: isoTime(at), kind, subject: who, before, after, cause, source, seenLate }
}

/** The running number in `epoch-number`. */
function numberOf({ id }: ClusterEvent): number {
  return Number(id.slice(id.lastIndexOf('-') + 1))
}
