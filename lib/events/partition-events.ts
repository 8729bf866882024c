import { liveBrokers } from '../model/liveness'
import { partitionKey } from '../model/partition'
import { partitionAt } from '../model/partition-at'
import type { TopicMetadata } from '../model/topic'
import { draft, type EventContext, type EventDraft } from './event-context'
import { causeOfIsrChange, causeOfLeaderChange, type LeaderAndIsrChange } from './leader-election'

/** A state znode was written anew. */
export function stateEvents(key: string, context: EventContext): EventDraft[] {
  const old = context.before.partitionState.get(key)
  const now = context.after.partitionState.get(key)
  if (!old || !now) return []
  const assignment = partitionAt(context.after.assignment.get(now.topic)?.partitions, now.partition)
  const change: LeaderAndIsrChange = {
    before: { ...old, version: old.partitionEpoch },
    after: { ...now, version: now.partitionEpoch },
    replicas: assignment?.replicas ?? [],
    removing: assignment?.removing ?? [],
    live: liveBrokers(context.after),
    deleting: context.after.deletion.has(now.topic),
    newLeaderReturned: registeredAfter(context, now.leader, old.mzxid),
  }
  return leaderAndIsrEvents(`partition:${key}`, change, context, now.changedAt)
}

/** Without ZooKeeper: what the brokers answer about a topic's partitions changed. */
export function metadataEvents(
  topic: string,
  old: TopicMetadata | undefined,
  now: TopicMetadata | undefined,
  context: EventContext,
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
    const before = partitionAt(old.partitions, partition.partition)
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
      newLeaderReturned: false,
    }
    events.push(...leaderAndIsrEvents(`partition:${key}`, change, context, context.at))
  }
  return events
}

/** Whether the broker registered after this zxid: both orders are ZooKeeper's own. */
function registeredAfter({ after }: EventContext, broker: number | null, zxid: string): boolean {
  const registration = broker === null ? undefined : after.registration.get(String(broker))
  return registration !== undefined && BigInt(registration.epoch) > BigInt(zxid)
}

function leaderAndIsrEvents(
  subject: string,
  change: LeaderAndIsrChange,
  context: EventContext,
  at: number,
): EventDraft[] {
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
      draft(context, kind, subject, idList(before.isr), idList(after.isr), { at, cause: causeOfIsrChange(change) }),
    )
  }
  return events
}

function name(leader: number | null): string {
  return leader === null ? 'none' : String(leader)
}

/** `[1,2,3]` */
export function idList(ids: readonly number[]): string {
  return `[${ids.join(',')}]`
}
