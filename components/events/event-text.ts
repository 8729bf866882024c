import type { ClusterEvent, EventKind } from '@/lib/events/event'
import { formatDuration } from '@/lib/format'
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
  'group-rebalanced': 'move',
  'coordinator-moved': 'move',
  'ensemble-changed': 'move',
  'znode-rewritten': 'minisr',
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
  'leader-changed': (name, event) =>
    event.cause?.kind === 'initial' ? `${name} led by ${event.after}` : `${name} leader ${change(event)}`,
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
  'group-rebalanced': (name) => `${name} rebalanced`,
  'coordinator-moved': (name, event) => `${name} coordinator ${change(event)}`,
  'ensemble-changed': (name, event) => `${name} ${change(event)}`,
  'znode-rewritten': (name) => `${name} state znode rewritten by hand`,
  'changes-merged': (name) => `${name} changed more than once between two readings`,
  'problem-closed': (name, event) => `${name} ${event.after ?? 'well'} again`,
  'recorder-gap': (_, event) => `Not recorded for ${gapLength(event)}`,
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
  'group-rebalanced': change,
  'recorder-gap': ({ before, after }) => before && after && `${before.slice(11, 19)} – ${after.slice(11, 19)} UTC`,
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

/** Begin and end of a gap in what was recorded, epoch ms; null when the event is no gap. */
export function gapOf({ kind, before, after }: ClusterEvent): { from: number; to: number } | null {
  if (kind !== 'recorder-gap' || before === null || after === null) return null
  return { from: Date.parse(before), to: Date.parse(after) }
}

function gapLength(event: ClusterEvent): string {
  const gap = gapOf(event)
  return gap ? formatDuration(gap.to - gap.from) : 'a while'
}

function change({ before, after }: ClusterEvent): string {
  return `${before ?? 'none'} → ${after ?? 'none'}`
}
