import { partitionKey } from '../model/partition'
import { partitionAt } from '../model/partition-at'
import { sameJson } from '../model/patch'
import type { PartitionAssignment, TopicAssignment } from '../model/topic'
import type { EventCause } from './event'
import { draft, type EventContext, type EventDraft } from './event-context'
import { observed } from './leader-election'
import { idList } from './partition-events'

/** A topic was created, grew, moves, or is gone; one that was made anew under its name since the last reading is both. */
export function assignmentEvents(
  topic: string,
  old: TopicAssignment | undefined,
  now: TopicAssignment | undefined,
  context: EventContext,
): EventDraft[] {
  const subject = `topic:${topic}`
  const gone = () => draft(context, 'topic-deleted', subject, partitionCount(old), null)
  if (!now) return old ? [gone()] : []
  if (!old || old.createdAt !== now.createdAt) {
    const created = draft(context, 'topic-created', subject, null, partitionCount(now), { at: now.createdAt })
    return [...(old ? [gone()] : []), created]
  }
  const events: EventDraft[] = []
  if (now.partitions.length > old.partitions.length) {
    const [was, is] = [String(old.partitions.length), String(now.partitions.length)]
    events.push(draft(context, 'partitions-added', subject, was, is, { at: now.changedAt }))
  }
  for (const partition of now.partitions) {
    const before = partitionAt(old.partitions, partition.partition)
    const move = before ? moveOf(before, partition) : null
    if (!before || !move) continue
    const more = { at: now.changedAt, ...(move.cause ? { cause: move.cause } : {}) }
    const who = `partition:${partitionKey(topic, partition.partition)}`
    events.push(draft(context, move.kind, who, idList(before.replicas), idList(partition.replicas), more))
  }
  return events
}

function partitionCount(topic: TopicAssignment | undefined): string {
  const count = topic?.partitions.length ?? 0
  return `${count} ${count === 1 ? 'partition' : 'partitions'}`
}

interface Move {
  kind: 'reassignment-started' | 'reassignment-completed'
  cause: EventCause | null
}

/** What became of a partition's copies; null when nothing did, or a move merely goes on. */
function moveOf(before: PartitionAssignment, now: PartitionAssignment): Move | null {
  const moved = now.adding.length + now.removing.length > 0
  const movedBefore = before.adding.length + before.removing.length > 0
  if (moved) return movedBefore ? null : { kind: 'reassignment-started', cause: null }
  if (movedBefore) {
    const cancelled = before.adding.length > 0 && before.adding.every((id) => !now.replicas.includes(id))
    return { kind: 'reassignment-completed', cause: cancelled ? CANCELLED : null }
  }
  if (sameJson(before.replicas, now.replicas)) return null
  const sameBrokers = sameJson(before.replicas.toSorted(ascending), now.replicas.toSorted(ascending))
  return { kind: 'reassignment-completed', cause: sameBrokers ? ORDER_ONLY : null }
}

const CANCELLED = observed('reassign', 'cancelled: the new copies were given up')
const ORDER_ONLY = observed('reassign', 'only the order of the copies changed, so the preferred leader may be another')

function ascending(a: number, b: number): number {
  return a - b
}

/** One of the settings we follow has another value. */
export function settingsEvents(topic: string, context: EventContext): EventDraft[] {
  const old = context.before.topicSettings.get(topic)
  const now = context.after.topicSettings.get(topic)
  if (!old || !now || old.error !== null || now.error !== null) return []
  const fields = ['minInsyncReplicas', 'retentionMs', 'cleanupPolicy', 'uncleanLeaderElection'] as const
  const changed = fields.filter((field) => !sameJson(old[field], now[field]))
  const words = (settings: typeof now) =>
    changed.map((field) => `${KEY_OF[field]}=${settings[field] ?? '—'}`).join(', ')
  return changed.length === 0 ? [] : [draft(context, 'config-changed', `topic:${topic}`, words(old), words(now))]
}

const KEY_OF = {
  minInsyncReplicas: 'min.insync.replicas',
  retentionMs: 'retention.ms',
  cleanupPolicy: 'cleanup.policy',
  uncleanLeaderElection: 'unclean.leader.election.enable',
} as const
