import { liveBrokers } from '../model/liveness'
import { partitionKey } from '../model/partition'
import { partitionAt } from '../model/partition-at'
import type { PartitionMetadata, TopicMetadata } from '../model/topic'
import { draft, type EventContext, type EventDraft } from './event-context'
import type { LeaderAndIsr, LeaderAndIsrChange } from './leader-election'
import { FIRST_LEADER, leaderAndIsrEvents, silentBrokers } from './partition-events'

/** Without ZooKeeper: what the brokers answer about a topic's partitions changed. */
export function metadataEvents(
  topic: string,
  old: TopicMetadata | undefined,
  now: TopicMetadata | undefined,
  context: EventContext,
): EventDraft[] {
  const subject = `topic:${topic}`
  const gone = () => draft(context, 'topic-deleted', subject, partitionCount(old), null)
  if (!now) return old ? [gone()] : []
  const another = old !== undefined && old.topicId !== now.topicId && old.topicId !== null && now.topicId !== null
  if (!old || another) {
    const created = draft(context, 'topic-created', subject, null, partitionCount(now))
    return [...(old ? [gone()] : []), created, ...now.partitions.flatMap((one) => firstLeader(topic, one, context))]
  }
  const events: EventDraft[] = []
  if (now.partitions.length > old.partitions.length) {
    const [was, is] = [String(old.partitions.length), String(now.partitions.length)]
    events.push(draft(context, 'partitions-added', subject, was, is))
  }
  for (const partition of now.partitions) {
    const before = partitionAt(old.partitions, partition.partition)
    if (!before) events.push(...firstLeader(topic, partition, context))
    else if (before !== partition) events.push(...changed(topic, before, partition, context))
  }
  return events
}

function partitionCount(topic: TopicMetadata | undefined): string {
  const count = topic?.partitions.length ?? 0
  return `${count} ${count === 1 ? 'partition' : 'partitions'}`
}

function firstLeader(topic: string, { partition, leader }: PartitionMetadata, context: EventContext): EventDraft[] {
  if (leader === null) return []
  const subject = `partition:${partitionKey(topic, partition)}`
  return [draft(context, 'leader-changed', subject, 'none', String(leader), { cause: FIRST_LEADER })]
}

/** Brokers tell no version of a state, so several changes between two polls cannot be told from one. */
function changed(
  topic: string,
  before: PartitionMetadata,
  after: PartitionMetadata,
  context: EventContext,
): EventDraft[] {
  const key = partitionKey(topic, after.partition)
  const moves = [context.before.reassignment.get(key), context.after.reassignment.get(key)]
  const change: LeaderAndIsrChange = {
    before: leaderAndIsr(before),
    after: leaderAndIsr(after),
    replicas: after.replicas,
    adding: moves.flatMap((move) => move?.adding ?? []),
    removing: moves.flatMap((move) => move?.removing ?? []),
    live: liveBrokers(context.after),
    returned: () => false,
    deleting: false,
    failedDirectories: new Set(),
    electionAsked: false,
    electionDue: null,
    silent: silentBrokers(context.after),
  }
  return leaderAndIsrEvents(`partition:${key}`, change, context, context.at)
}

function leaderAndIsr({ leader, isr, leaderEpoch }: PartitionMetadata): LeaderAndIsr {
  return { leader, isr, leaderEpoch, controllerEpoch: null, version: null }
}
