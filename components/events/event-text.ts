import type { ClusterEvent, EventKind } from '@/lib/events/event'
import type { CellState } from '@/lib/rows/partition-status'
import { eventSubject, subjectName } from './event-subject'

/** An event in words: the fact, set strong, and what is known beside it. */
export interface EventText {
  fact: string
  rest: string
}

/** The state each kind of event is drawn with: where it led to, not how grave it is for the cluster. */
export const EVENT_STATE: Record<EventKind, CellState> = {
  'broker-joined': 'ok',
  'broker-left': 'offline',
  'broker-bounced': 'urp',
  'broker-not-answering': 'offline',
  'controller-elected': 'move',
  'controller-lost': 'offline',
  'leader-changed': 'move',
  'leader-lost': 'offline',
  'isr-shrank': 'urp',
  'isr-expanded': 'ok',
  'topic-created': 'ok',
  'topic-deleted': 'unknown',
  'partitions-added': 'ok',
  'config-changed': 'move',
  'reassignment-started': 'move',
  'reassignment-completed': 'ok',
  'group-state-changed': 'move',
  'coordinator-moved': 'move',
  'ensemble-changed': 'move',
  'changes-merged': 'unknown',
  'problem-closed': 'ok',
  'recorder-gap': 'unknown',
}

const FACT: Record<EventKind, (name: string, event: ClusterEvent) => string> = {
  'broker-joined': (name) => `${name} joined`,
  'broker-left': (name) => `${name} left`,
  'broker-bounced': (name) => `${name} restarted`,
  'broker-not-answering': (name) => `${name} does not answer`,
  'controller-elected': (_, event) => `Controller ${change(event)}`,
  'controller-lost': () => 'Controller lost',
  'leader-changed': (name, event) => `${name} leader ${change(event)}`,
  'leader-lost': (name) => `${name} lost its leader`,
  'isr-shrank': (name, event) => `${name} ISR shrank to ${event.after ?? 'nothing'}`,
  'isr-expanded': (name, event) => `${name} ISR grew to ${event.after ?? 'nothing'}`,
  'topic-created': (name) => `${name} created`,
  'topic-deleted': (name) => `${name} deleted`,
  'partitions-added': (name, event) => `${name} partitions ${change(event)}`,
  'config-changed': (name) => `${name} configuration changed`,
  'reassignment-started': (name) => `${name} reassignment started`,
  'reassignment-completed': (name) => `${name} reassignment completed`,
  'group-state-changed': (name, event) => `${name} ${change(event)}`,
  'coordinator-moved': (name, event) => `${name} coordinator ${change(event)}`,
  'ensemble-changed': (name, event) => `${name} ${change(event)}`,
  'changes-merged': (name) => `${name} changed more than once between two readings`,
  'problem-closed': (name, event) => `${name} ${event.after ?? 'well'} again`,
  'recorder-gap': () => 'Recording interrupted',
}

/** What stands beside the fact, where before and after add to it. */
const BESIDE: Partial<Record<EventKind, (event: ClusterEvent) => string | null>> = {
  'broker-joined': ({ after }) => after && `at ${after}`,
  'broker-left': ({ before }) => before && `was at ${before}`,
  'broker-bounced': ({ after }) => after && `new session ${after}`,
  'leader-lost': ({ before }) => before && `was ${before}`,
  'isr-shrank': ({ before }) => before && `was ${before}`,
  'isr-expanded': ({ before }) => before && `was ${before}`,
  'topic-created': ({ after }) => after && `with ${after}`,
  'topic-deleted': ({ before }) => before && `had ${before}`,
  'config-changed': change,
  'reassignment-started': change,
  'reassignment-completed': change,
}

/** The event as fact and rest: what it was, why, and whether it was seen late. */
export function eventText(event: ClusterEvent): EventText {
  const fact = FACT[event.kind](subjectName(eventSubject(event.subject)), event)
  const beside = BESIDE[event.kind]?.(event)
  const rest: string[] = beside ? [beside] : []
  if (event.cause) {
    rest.push(event.cause.certainty === 'inferred' ? `${event.cause.sentence}, inferred` : event.cause.sentence)
  }
  if (event.seenLate) rest.push('seen late')
  return { fact, rest: rest.join('; ') }
}

function change({ before, after }: ClusterEvent): string {
  return `${before ?? 'none'} → ${after ?? 'none'}`
}
