import { type ClusterModel, SINGLE } from '../model/cluster'
import { liveBrokers } from '../model/liveness'
import type { PartitionState } from '../model/partition'
import { partitionAt } from '../model/partition-at'
import { draft, type EventContext, type EventDraft } from './event-context'
import { causeOfIsrChange } from './isr-change'
import {
  causeOfLeaderChange,
  isMerged,
  isRewritten,
  type LeaderAndIsr,
  type LeaderAndIsrChange,
  observed,
  writesBetween,
} from './leader-election'

/** A request to elect preferred leaders explains elections until this long after it was taken away. */
const REQUEST_LINGERS_MS = 5_000
/** The announcement of a failed directory comes half a second before the first election; many elections take their time. */
const NOTICE_EXPLAINS_MS = 30_000
/** A notice that could not be read is dated by our clock. */
const CLOCKS_DIFFER_MS = 5_000
/** The controller looks for leaders that are not the preferred ones this long after its start, then again and again. */
const FIRST_ELECTION_MS = 5_000
const ELECTION_EVERY_MS = 300_000
/** It starts its work a little after it was elected, and each round delays the next a little. */
const ELECTION_LATE_MS = 6_000
const DRIFT_PER_ROUND_MS = 200

/** A state znode was written anew, or for the first time. */
export function stateEvents(key: string, context: EventContext): EventDraft[] {
  const old = context.before.partitionState.get(key)
  const now = context.after.partitionState.get(key)
  if (!now) return []
  if (!old || isAnotherTopic(old, now, context)) return firstEvents(key, now, context)
  const { assignment } = context.after
  const placed = partitionAt(assignment.get(now.topic)?.partitions, now.partition)
  const placedBefore = partitionAt(context.before.assignment.get(now.topic)?.partitions, now.partition)
  const change: LeaderAndIsrChange = {
    before: leaderAndIsr(old),
    after: leaderAndIsr(now),
    replicas: placed?.replicas ?? [],
    adding: [...(placed?.adding ?? []), ...(placedBefore?.adding ?? [])],
    removing: [...(placed?.removing ?? []), ...(placedBefore?.removing ?? [])],
    live: liveBrokers(context.after),
    returned: (broker) => registeredAfter(context.after, broker, old.mzxid),
    deleting: context.after.deletion.has(now.topic),
    failedDirectories: failedDirectories(context.after, now.changedAt),
    electionAsked: electionAsked(context.after, key, now.changedAt),
    electionDue: electionDue(context.after, now.changedAt),
    silent: silentBrokers(context.after),
  }
  return leaderAndIsrEvents(`partition:${key}`, change, context, now.changedAt)
}

function leaderAndIsr({ leader, isr, leaderEpoch, controllerEpoch, partitionEpoch }: PartitionState): LeaderAndIsr {
  return { leader, isr, leaderEpoch, controllerEpoch, version: partitionEpoch }
}

/** Deleted and made again under the same name since the last reading: nothing moved. */
function isAnotherTopic(old: PartitionState, now: PartitionState, { before, after }: EventContext): boolean {
  const born = before.assignment.get(now.topic)?.createdAt
  return now.partitionEpoch <= old.partitionEpoch || born !== after.assignment.get(now.topic)?.createdAt
}

/** A new partition's first leader; what was written more than once before we saw it has no known cause. */
function firstEvents(key: string, now: PartitionState, context: EventContext): EventDraft[] {
  if (now.partitionEpoch !== 0 || now.leader === null) return []
  const more = { at: now.changedAt, cause: FIRST_LEADER }
  return [draft(context, 'leader-changed', `partition:${key}`, name(null), name(now.leader), more)]
}

/** The cause of a new partition's first leader. */
export const FIRST_LEADER = observed('initial', 'the first leader of a new partition')

/** Whether the broker registered after this zxid: both orders are ZooKeeper's own. */
function registeredAfter(model: ClusterModel, broker: number, zxid: string): boolean {
  const registration = model.registration.get(String(broker))
  return registration !== undefined && BigInt(registration.epoch) > BigInt(zxid)
}

function failedDirectories(model: ClusterModel, at: number): ReadonlySet<number | null> {
  if (model.logDirectoryNotice.size === 0) return NOBODY
  const recent = [...model.logDirectoryNotice.values()].filter(
    (notice) => notice.at <= at + CLOCKS_DIFFER_MS && at - notice.at <= NOTICE_EXPLAINS_MS,
  )
  return new Set(recent.map(({ broker }) => broker))
}

const NOBODY: ReadonlySet<never> = new Set()

function electionAsked(model: ClusterModel, key: string, at: number): boolean {
  const request = model.electionRequest.get(SINGLE)
  if (!request || at < request.requestedAt) return false
  return (request.endedAt === null || at <= request.endedAt + REQUEST_LINGERS_MS) && request.partitions.includes(key)
}

function electionDue(model: ClusterModel, at: number): boolean | null {
  const since = model.controller.get(SINGLE)?.since
  if (since === undefined) return null
  const elapsedMs = at - since - FIRST_ELECTION_MS
  const rounds = Math.floor(elapsedMs / ELECTION_EVERY_MS)
  return elapsedMs >= 0 && elapsedMs - rounds * ELECTION_EVERY_MS <= ELECTION_LATE_MS + rounds * DRIFT_PER_ROUND_MS
}

/** Brokers that do not answer us, whether or not the cluster has noticed. */
export function silentBrokers(model: ClusterModel): ReadonlySet<number> {
  const silent = [...model.probe.values()].filter(({ status }) => status === 'not-answering')
  return silent.length === 0 ? NOBODY : new Set(silent.map(({ id }) => id))
}

/** What one change of leader and ISR is told as; `at` is when it was written. */
export function leaderAndIsrEvents(
  subject: string,
  change: LeaderAndIsrChange,
  context: EventContext,
  at: number,
): EventDraft[] {
  const { before, after } = change
  const events: EventDraft[] = []
  const rewritten = isRewritten(change)
  if (rewritten) {
    const more = { at, cause: REWRITTEN }
    events.push(draft(context, 'znode-rewritten', subject, record(before), record(after), more))
  }
  if (before.leader !== after.leader) {
    const kind = after.leader === null ? 'leader-lost' : 'leader-changed'
    const cause = rewritten ? BY_HAND : causeOfLeaderChange(change)
    events.push(draft(context, kind, subject, name(before.leader), name(after.leader), { at, cause }))
  }
  const lost = before.isr.some((id) => !after.isr.includes(id))
  const gained = after.isr.some((id) => !before.isr.includes(id))
  if (lost || gained) {
    const kind = lost ? 'isr-shrank' : 'isr-expanded'
    const cause = rewritten ? BY_HAND : causeOfIsrChange(change)
    events.push(draft(context, kind, subject, idList(before.isr), idList(after.isr), { at, cause }))
  }
  if (events.length === 0 && isMerged(change)) {
    const cause = observed('merged', `${writesBetween(change)} changes between two readings, which undid each other`)
    events.push(draft(context, 'changes-merged', subject, record(before), record(after), { at, cause }))
  }
  return events
}

const REWRITTEN = observed(
  'rewritten',
  'Kafka never writes it like this, so somebody else did; brokers may refuse to change this ISR for minutes',
)
const BY_HAND = observed('unknown', 'the state znode was rewritten by hand')

function record({ leader, isr }: LeaderAndIsr): string {
  return `leader ${name(leader)}, ISR ${idList(isr)}`
}

function name(leader: number | null): string {
  return leader === null ? 'none' : String(leader)
}

/** `[1,2,3]` */
export function idList(ids: readonly number[]): string {
  return `[${ids.join(',')}]`
}
