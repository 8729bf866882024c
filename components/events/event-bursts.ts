import type { ClusterEvent, EventKind } from '@/lib/events/event'
import type { PartitionPreset } from '@/lib/paths'
import { eventSubject, subjectName } from './event-subject'

/** How several events of one kind are told together, and the preset that lists what they left behind. */
const BURST: Partial<Record<EventKind, { told: (count: number) => string; preset: PartitionPreset | null }>> = {
  'broker-left': { told: (count) => `${count} brokers left`, preset: null },
  'broker-bounced': { told: (count) => `${count} brokers restarted`, preset: null },
  'broker-not-answering': { told: (count) => `${count} brokers do not answer`, preset: null },
  'broker-joined': { told: (count) => `${count} brokers joined`, preset: null },
  'leader-changed': { told: (count) => `${count} leaders moved`, preset: 'all' },
  'leader-lost': { told: (count) => `${count} partitions lost their leader`, preset: 'unavailable' },
  'isr-shrank': { told: (count) => `${count} ISRs shrank`, preset: 'under-replicated' },
  'isr-expanded': { told: (count) => `${count} ISRs grew`, preset: 'all' },
  'reassignment-started': { told: (count) => `${count} reassignments started`, preset: 'reassigning' },
  'reassignment-completed': { told: (count) => `${count} reassignments completed`, preset: 'all' },
  'znode-rewritten': { told: (count) => `${count} state znodes rewritten by hand`, preset: 'all' },
  'topic-created': { told: (count) => `${count} topics created`, preset: null },
  'topic-deleted': { told: (count) => `${count} topics deleted`, preset: null },
}

const FIRST_LEADERS = { told: (count: number) => `${count} partitions got their first leader`, preset: null }

/** Events of one kind and cause this close together are one burst. */
const BURST_MS = 30_000

/** One event, or several of one kind and cause that came in one go; oldest first inside. */
export interface EventBurst {
  first: ClusterEvent
  events: ClusterEvent[]
}

/** Folds events (newest first) into bursts, newest first by their beginning. */
export function eventBursts(events: readonly ClusterEvent[]): EventBurst[] {
  const bursts: EventBurst[] = []
  const open = new Map<string, EventBurst>()
  for (const event of events.toReversed()) {
    const key = `${event.kind} ${event.cause?.sentence ?? ''}`
    const burst = open.get(key)
    const last = burst?.events.at(-1)
    if (burst && last && BURST[event.kind] && event.at - last.at <= BURST_MS) burst.events.push(event)
    else {
      const started = { first: event, events: [event] }
      open.set(key, started)
      bursts.push(started)
    }
  }
  return bursts.sort((a, b) => b.first.at - a.first.at)
}

/** A burst of several in words, and the preset that lists what it left; null for a single event. */
export function burstText({
  first,
  events,
}: EventBurst): { fact: string; rest: string; preset: PartitionPreset | null } | null {
  const form = first.cause?.kind === 'initial' ? FIRST_LEADERS : BURST[first.kind]
  if (!form || events.length === 1) return null
  const names = [...new Set(events.map((event) => subjectName(eventSubject(event.subject))))]
  const named = names.length > 2 ? `${names.slice(0, 2).join(', ')} + ${names.length - 2} more` : names.join(', ')
  return { fact: form.told(events.length), rest: first.cause?.sentence ?? named, preset: form.preset }
}
