import { partitionKey } from '../model/partition'
import { partitionAt } from '../model/partition-at'
import { sameJson } from '../model/patch'
import type { TopicAssignment } from '../model/topic'
import { draft, type EventContext, type EventDraft } from './event-context'
import { idList } from './partition-events'

/** A topic was created, grew, moves, or is gone. */
export function assignmentEvents(
  topic: string,
  old: TopicAssignment | undefined,
  now: TopicAssignment | undefined,
  context: EventContext,
): EventDraft[] {
  const subject = `topic:${topic}`
  if (!now) return old ? [draft(context, 'topic-deleted', subject, `${old.partitions.length} partitions`, null)] : []
  if (!old)
    return [
      draft(context, 'topic-created', subject, null, `${now.partitions.length} partitions`, { at: now.createdAt }),
    ]
  const events: EventDraft[] = []
  if (now.partitions.length > old.partitions.length) {
    events.push(
      draft(context, 'partitions-added', subject, String(old.partitions.length), String(now.partitions.length), {
        at: now.changedAt,
      }),
    )
  }
  for (const partition of now.partitions) {
    const before = partitionAt(old.partitions, partition.partition)
    const moved = partition.adding.length + partition.removing.length > 0
    const movedBefore = before !== undefined && before.adding.length + before.removing.length > 0
    if (!before || moved === movedBefore) continue
    const kind = moved ? 'reassignment-started' : 'reassignment-completed'
    events.push(
      draft(
        context,
        kind,
        `partition:${partitionKey(topic, partition.partition)}`,
        idList(before.replicas),
        idList(partition.replicas),
        { at: now.changedAt },
      ),
    )
  }
  return events
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
