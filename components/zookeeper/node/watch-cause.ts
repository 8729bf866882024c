import type { ClusterEvent, EventCause } from '@/lib/events/event'
import { subjectOf } from '@/lib/znodes/paths'

/** What the cluster's events know of the write of a node at `at` (its mtime, epoch ms); null where they know nothing. */
export function watchCause(events: readonly ClusterEvent[], path: string, at: number): EventCause | null {
  const subject = eventSubject(path)
  if (subject === null) return null
  // An event of a znode carries that znode's own time, to the millisecond.
  return events.find((event) => event.at === at && event.subject === subject && event.cause !== null)?.cause ?? null
}

function eventSubject(path: string): string | null {
  const subject = subjectOf(path)
  if (subject.kind === 'state') return `partition:${subject.topic}/${subject.partition}`
  if (subject.kind === 'broker') return `broker:${subject.id}`
  if (subject.kind === 'topic') return `topic:${subject.topic}`
  return subject.kind === 'controller' ? 'controller' : null
}
