import { type ClusterModel, SINGLE } from '../model/cluster'
import { hasZooKeeper, liveBrokers } from '../model/liveness'
import { partitionKey } from '../model/partition'
import type { Patch } from '../model/patch'
import { sameJson } from '../model/patch'
import type { TopicAssignment, TopicMetadata } from '../model/topic'
import type { ClusterEvent } from './event'
import { causeOfIsrChange, causeOfLeaderChange, type LeaderAndIsrChange } from './leader-election'

/** An event before it has its id. */
export type EventDraft = Omit<ClusterEvent, 'id'>

/** What is known where a change is judged. */
interface Context {
  before: ClusterModel
  after: ClusterModel
  at: number
  source: string
  seenLate: boolean
}

/**
 * What happened between two values of a model, in the order of the patches. Nothing is an event on first sight: a
 * source must have been read once before. What a re-reading after a lost connection finds is marked as seen late.
 */
export function deriveEvents(before: ClusterModel, after: ClusterModel, patches: readonly Patch[]): EventDraft[] {
  return patches.flatMap((patch) => {
    const master = hasZooKeeper(after) ? 'zookeeper' : 'metadata'
    const source = before.source.get(patch.source.startsWith('broker:') ? master : patch.source)
    if (source?.lastOkAt == null) return []
    return ofPatch(patch, { before, after, at: patch.at, source: patch.source, seenLate: source.status !== 'live' })
  })
}

function ofPatch(patch: Patch, context: Context): EventDraft[] {
  const { before, after } = context
  switch (patch.kind) {
    case 'registration':
      return brokerEvents(patch.key, context)
    case 'advertised':
      return hasZooKeeper(after) ? [] : advertisedEvents(patch.key, context)
    case 'probe':
      return probeEvents(patch.key, context)
    case 'controller':
      return controllerEvents(context)
    case 'quorum':
      return quorumEvents(context)
    case 'assignment':
      return assignmentEvents(patch.key, before.assignment.get(patch.key), after.assignment.get(patch.key), context)
    case 'partitionState':
      return stateEvents(patch.key, context)
    case 'topicMetadata':
      return hasZooKeeper(after)
        ? []
        : metadataEvents(patch.key, before.topicMetadata.get(patch.key), after.topicMetadata.get(patch.key), context)
    case 'topicSettings':
      return settingsEvents(patch.key, context)
    default:
      return []
  }
}

function brokerEvents(key: string, context: Context): EventDraft[] {
  const old = context.before.registration.get(key)
  const now = context.after.registration.get(key)
  const subject = `broker:${key}`
  if (now && !old) return [draft(context, 'broker-joined', subject, null, address(now), { at: now.registeredAt })]
  if (now && old && now.epoch !== old.epoch)
    return [draft(context, 'broker-bounced', subject, old.sessionId, now.sessionId, { at: now.registeredAt })]
  if (!old || now) return []
  const cause = {
    kind: 'session-ended',
    certainty: 'observed' as const,
    sentence: `its ZooKeeper session ${old.sessionId} ended`,
  }
  return [draft(context, 'broker-left', subject, address(old), null, { cause })]
}

function advertisedEvents(key: string, context: Context): EventDraft[] {
  const old = context.before.advertised.get(key)
  const now = context.after.advertised.get(key)
  if (now && !old) return [draft(context, 'broker-joined', `broker:${key}`, null, address(now))]
  return old && !now ? [draft(context, 'broker-left', `broker:${key}`, address(old), null)] : []
}

function probeEvents(key: string, context: Context): EventDraft[] {
  const old = context.before.probe.get(key)
  const now = context.after.probe.get(key)
  if (!old || !now || old.status === now.status) return []
  const subject = `broker:${key}`
  if (now.status === 'answering')
    return [draft(context, 'problem-closed', subject, 'not answering', 'answering', { at: now.since })]
  const cause = { kind: 'probe', certainty: 'observed' as const, sentence: now.reason ?? 'no answer in time' }
  return [draft(context, 'broker-not-answering', subject, 'answering', 'not answering', { at: now.since, cause })]
}

function controllerEvents(context: Context): EventDraft[] {
  const old = context.before.controller.get(SINGLE)
  const now = context.after.controller.get(SINGLE)
  const name = old ? String(old.brokerId) : null
  if (now && (!old || old.since !== now.since || old.brokerId !== now.brokerId)) {
    const epoch = now.epoch === null ? '' : `, epoch ${now.epoch}`
    return [draft(context, 'controller-elected', 'controller', name, `${now.brokerId}${epoch}`, { at: now.since })]
  }
  return old && !now ? [draft(context, 'controller-lost', 'controller', name, null)] : []
}

function quorumEvents(context: Context): EventDraft[] {
  const old = context.before.quorum.get(SINGLE)
  const now = context.after.quorum.get(SINGLE)
  if (!old || !now || old.leaderId === now.leaderId) return []
  const before = old.leaderId === null ? null : String(old.leaderId)
  if (now.leaderId === null) return [draft(context, 'controller-lost', 'controller', before, null)]
  return [draft(context, 'controller-elected', 'controller', before, `${now.leaderId}, epoch ${now.leaderEpoch}`)]
}

function assignmentEvents(
  topic: string,
  old: TopicAssignment | undefined,
  now: TopicAssignment | undefined,
  context: Context,
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
    const before = old.partitions.find((one) => one.partition === partition.partition)
    const moved = partition.adding.length + partition.removing.length > 0
    const movedBefore = before !== undefined && before.adding.length + before.removing.length > 0
    if (!before || moved === movedBefore) continue
    const kind = moved ? 'reassignment-started' : 'reassignment-completed'
    events.push(
      draft(
        context,
        kind,
        `partition:${partitionKey(topic, partition.partition)}`,
        list(before.replicas),
        list(partition.replicas),
        { at: now.changedAt },
      ),
    )
  }
  return events
}

function stateEvents(key: string, context: Context): EventDraft[] {
  const old = context.before.partitionState.get(key)
  const now = context.after.partitionState.get(key)
  if (!old || !now) return []
  const assignment = context.after.assignment.get(now.topic)?.partitions.find((one) => one.partition === now.partition)
  const change: LeaderAndIsrChange = {
    before: { ...old, version: old.partitionEpoch },
    after: { ...now, version: now.partitionEpoch },
    replicas: assignment?.replicas ?? [],
    removing: assignment?.removing ?? [],
    live: liveBrokers(context.after),
    deleting: context.after.deletion.has(now.topic),
  }
  return leaderAndIsrEvents(`partition:${key}`, change, context, now.changedAt)
}

function metadataEvents(
  topic: string,
  old: TopicMetadata | undefined,
  now: TopicMetadata | undefined,
  context: Context,
): EventDraft[] {
  const subject = `topic:${topic}`
  if (!now) return old ? [draft(context, 'topic-deleted', subject, `${old.partitions.length} partitions`, null)] : []
  if (!old) return [draft(context, 'topic-created', subject, null, `${now.partitions.length} partitions`)]
  const events: EventDraft[] = []
  if (now.partitions.length > old.partitions.length) {
    events.push(
      draft(context, 'partitions-added', subject, String(old.partitions.length), String(now.partitions.length)),
    )
  }
  for (const partition of now.partitions) {
    const before = old.partitions.find((one) => one.partition === partition.partition)
    if (!before || before === partition) continue
    const key = partitionKey(topic, partition.partition)
    // Brokers tell no version of a state; between two polls one change is assumed.
    const change: LeaderAndIsrChange = {
      before: { ...before, version: 0 },
      after: { ...partition, version: 1 },
      replicas: partition.replicas,
      removing: context.after.reassignment.get(key)?.removing ?? [],
      live: liveBrokers(context.after),
      deleting: false,
    }
    events.push(...leaderAndIsrEvents(`partition:${key}`, change, context, context.at))
  }
  return events
}

function leaderAndIsrEvents(subject: string, change: LeaderAndIsrChange, context: Context, at: number): EventDraft[] {
  const { before, after } = change
  const events: EventDraft[] = []
  if (before.leader !== after.leader) {
    const kind = after.leader === null ? 'leader-lost' : 'leader-changed'
    const cause = causeOfLeaderChange(change)
    events.push(draft(context, kind, subject, name(before.leader), name(after.leader), { at, cause }))
  }
  const lost = before.isr.some((id) => !after.isr.includes(id))
  const gained = after.isr.some((id) => !before.isr.includes(id))
  if (lost || gained) {
    const kind = lost ? 'isr-shrank' : 'isr-expanded'
    events.push(
      draft(context, kind, subject, list(before.isr), list(after.isr), { at, cause: causeOfIsrChange(change) }),
    )
  }
  return events
}

function settingsEvents(topic: string, context: Context): EventDraft[] {
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

function draft(
  context: Context,
  kind: EventDraft['kind'],
  subject: string,
  before: string | null,
  after: string | null,
  more: { at?: number; cause?: EventDraft['cause'] } = {},
): EventDraft {
  const { at, source, seenLate } = context
  return { at: more.at ?? at, kind, subject, before, after, cause: more.cause ?? null, source, seenLate }
}

function address({ host, port }: { host: string | null; port: number | null }): string {
  return host === null ? 'no address' : `${host}:${port}`
}

function name(leader: number | null): string {
  return leader === null ? 'none' : String(leader)
}

function list(ids: readonly number[]): string {
  return `[${ids.join(',')}]`
}
