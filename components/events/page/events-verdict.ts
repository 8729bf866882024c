import { formatDuration, formatExact } from '@/lib/format'
import type { Verdict } from '@/lib/health/sentence'
import { eventSubject, subjectHref } from '../event-subject'
import { EVENT_STATE, eventText } from '../event-text'
import type { EventsScene } from './events-scene'

/** The server forgets beyond this. */
const KEPT = 5_000

/** The sentence of the page: how much happened lately, what was last, and what could not be seen. */
export function eventsVerdict(scene: EventsScene, cluster: string, startedAt: number): Verdict {
  const { newest, total, lastHour, gaps } = scene
  const started = { text: new Date(startedAt).toISOString(), since: startedAt }
  if (!newest) {
    return {
      state: 'ok',
      level: 'ok',
      title: [{ text: 'No event', strong: true }, { text: ' since we connected at ' }, started, { text: '.' }],
      detail: [{ text: 'Changes appear here as they happen, with what they were, what they are, and why.' }],
      since: startedAt,
    }
  }
  const href = subjectHref(cluster, eventSubject(newest.subject))
  return {
    state: EVENT_STATE[newest.kind],
    level: 'info',
    title: [
      { text: `${formatExact(lastHour)} ${lastHour === 1 ? 'event' : 'events'}`, strong: true },
      { text: ' in the last hour. The last was at ' },
      { text: new Date(newest.at).toISOString(), since: newest.at },
      { text: ': ' },
      { text: eventText(newest).fact, strong: true, ...(href === null ? {} : { href }) },
      { text: '.' },
    ],
    detail: [
      {
        text:
          total < KEPT
            ? `${formatExact(total)} kept, all since we connected at `
            : `The newest ${formatExact(total)} are kept; we connected at `,
      },
      started,
      { text: gaps.length === 0 ? ', without a gap.' : `; ${blindness(gaps)}.` },
    ],
    since: newest.at,
  }
}

function blindness(gaps: EventsScene['gaps']): string {
  const ms = gaps.reduce((sum, { from, to }) => sum + to - from, 0)
  return `nothing was recorded for ${formatDuration(ms)}${gaps.length === 1 ? '' : `, in ${gaps.length} gaps`}`
}
