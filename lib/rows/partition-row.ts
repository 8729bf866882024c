import type { ClusterModel } from '../model/cluster'
import { hasZooKeeper, liveBrokers } from '../model/liveness'
import { type PartitionState, partitionKey, type Reassignment } from '../model/partition'
import { partitionAt } from '../model/partition-at'
import type { PartitionAssignment, PartitionMetadata, TopicMetadata, TopicSettings } from '../model/topic'
import {
  type PartitionLifecycle,
  type PartitionProblem,
  type PartitionStatus,
  partitionProblems,
  partitionStatus,
} from './partition-status'

/** One source's answer about leader and ISR; the views are kept apart, never blended. */
export interface PartitionSourceView {
  leader: number | null
  leaderEpoch: number
  isr: number[]
}

/** One partition as lists, maps and the API show it. */
export interface PartitionRow {
  topic: string
  partition: number
  /** ZooKeeper's where there is one, else the metadata's; null = none. */
  leader: number | null
  /** First replica of the assignment; null when the assignment is unknown. */
  preferredLeader: number | null
  /** Assignment order. */
  replicas: number[]
  isr: number[]
  /** Replicas whose broker is not alive. */
  offlineReplicas: number[]
  addingReplicas: number[]
  removingReplicas: number[]
  leaderEpoch: number | null
  /** Version of the state znode; null without ZooKeeper. */
  partitionEpoch: number | null
  state: PartitionLifecycle
  status: PartitionStatus
  problems: PartitionProblem[]
  /** Last change of leader or ISR, epoch ms; null with the reason beside it. */
  since: number | null
  sinceReason: string | null
  minInsyncReplicas: number | null
  minInsyncReplicasReason: string | null
  /** What we know of the cause, in words: "broker 2 is gone"; null when nothing is wrong or nothing is known. */
  cause: string | null
  /** Why the row is incomplete, e.g. Kafka's error for the topic. */
  unknownReason: string | null
  views: { zookeeper: PartitionSourceView | null; metadata: PartitionSourceView | null }
}

/** Everything one row is made of; equal inputs give the same row object. */
interface Inputs {
  assignment: PartitionAssignment | undefined
  state: PartitionState | undefined
  metadata: PartitionMetadata | undefined
  settings: TopicSettings | undefined
  reassignment: Reassignment | undefined
  live: string
  topicError: string | null
}

interface Rows {
  rows: readonly PartitionRow[]
  byKey: ReadonlyMap<string, { inputs: Inputs; row: PartitionRow }>
}

/** The last result of each cluster; a cluster's identity map lives as long as its model. */
const lastRows = new WeakMap<ClusterModel['identity'], { model: ClusterModel; live: string; result: Rows }>()

/**
 * Every partition, ascending by topic and number. Memoised on the parts of the model it reads, and a row keeps its
 * identity while nothing in it changed, so lists repaint only what did.
 */
export function partitionRows(model: ClusterModel): readonly PartitionRow[] {
  return currentRows(model).rows
}

/** One partition's row; null when neither ZooKeeper nor the brokers know it. */
export function partitionRow(model: ClusterModel, topic: string, partition: number): PartitionRow | null {
  return currentRows(model).byKey.get(partitionKey(topic, partition))?.row ?? null
}

function currentRows(model: ClusterModel): Rows {
  const live = [...liveBrokers(model)].sort((a, b) => a - b).join()
  const last = lastRows.get(model.identity)
  if (last && last.live === live && sameSources(last.model, model)) return last.result
  const result = computeRows(model, live, last?.result.byKey ?? new Map())
  lastRows.set(model.identity, { model, live, result })
  return result
}

function sameSources(a: ClusterModel, b: ClusterModel): boolean {
  return (
    a.assignment === b.assignment &&
    a.topicMetadata === b.topicMetadata &&
    a.topicSettings === b.topicSettings &&
    a.reassignment === b.reassignment &&
    a.partitionState === b.partitionState
  )
}

function computeRows(model: ClusterModel, live: string, before: Rows['byKey']): Rows {
  const liveSet = liveBrokers(model)
  const zookeeper = hasZooKeeper(model)
  const byKey = new Map<string, { inputs: Inputs; row: PartitionRow }>()
  const rows: PartitionRow[] = []
  for (const topic of topicNames(model)) {
    const assignment = model.assignment.get(topic)
    const metadata = model.topicMetadata.get(topic)
    const settings = model.topicSettings.get(topic)
    for (const partition of partitionNumbers(assignment?.partitions, metadata)) {
      const key = partitionKey(topic, partition)
      const inputs: Inputs = {
        assignment: partitionAt(assignment?.partitions, partition),
        state: model.partitionState.get(key),
        metadata: partitionAt(metadata?.partitions, partition),
        settings,
        reassignment: model.reassignment.get(key),
        live,
        topicError: metadata?.error ?? null,
      }
      const known = before.get(key)
      const row =
        known && sameInputs(known.inputs, inputs) ? known.row : makeRow(topic, partition, inputs, liveSet, zookeeper)
      byKey.set(key, { inputs, row })
      rows.push(row)
    }
  }
  return { rows, byKey }
}

/** Names known to either side, ascending; where ZooKeeper is, only what it holds exists. */
export function topicNames(model: ClusterModel): string[] {
  const names = model.assignment.size > 0 ? new Set(model.assignment.keys()) : new Set(model.topicMetadata.keys())
  return [...names].sort(compareNames)
}

/** Whether `topicNames` holds the name. */
export function topicExists(model: ClusterModel, name: string): boolean {
  return model.assignment.size > 0 ? model.assignment.has(name) : model.topicMetadata.has(name)
}

/** Order of names everywhere: by code unit, the same on server and browser. */
export function compareNames(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function partitionNumbers(
  assigned: readonly PartitionAssignment[] | undefined,
  metadata: TopicMetadata | undefined,
): number[] {
  return (assigned ?? metadata?.partitions ?? []).map(({ partition }) => partition)
}

function sameInputs(a: Inputs, b: Inputs): boolean {
  return (
    a.assignment === b.assignment &&
    a.state === b.state &&
    a.metadata === b.metadata &&
    a.settings === b.settings &&
    a.reassignment === b.reassignment &&
    a.live === b.live &&
    a.topicError === b.topicError
  )
}

function makeRow(
  topic: string,
  partition: number,
  inputs: Inputs,
  live: ReadonlySet<number>,
  zookeeper: boolean,
): PartitionRow {
  const { assignment, state, metadata, settings, reassignment } = inputs
  const known = zookeeper ? state : metadata
  const replicas = assignment?.replicas ?? metadata?.replicas ?? []
  const adding = assignment?.adding ?? reassignment?.adding ?? []
  const removing = assignment?.removing ?? reassignment?.removing ?? []
  const leader = known?.leader ?? null
  const isr = known?.isr ?? []
  const minInsyncReplicas = settings?.minInsyncReplicas ?? null
  const problems = known ? partitionProblems({ leader, replicas, adding, removing, isr, minInsyncReplicas, live }) : []
  const lifecycle = lifecycleOf(inputs, zookeeper, live, leader)
  return {
    topic,
    partition,
    leader,
    preferredLeader: replicas[0] ?? null,
    replicas,
    isr,
    offlineReplicas: replicas.filter((id) => !live.has(id)),
    addingReplicas: adding,
    removingReplicas: removing,
    leaderEpoch: known?.leaderEpoch ?? null,
    partitionEpoch: state?.partitionEpoch ?? null,
    state: lifecycle,
    status: known ? partitionStatus(problems) : lifecycle === 'new' ? 'new' : 'unknown',
    problems,
    since: known?.changedAt ?? null,
    sinceReason: known?.changedAt == null ? sinceReason(zookeeper) : null,
    minInsyncReplicas,
    minInsyncReplicasReason:
      minInsyncReplicas === null ? (settings?.error ?? 'the topic’s configuration has not been read yet') : null,
    cause: causeOf(problems, replicas, isr, adding, live),
    unknownReason: known ? null : unknownReason(zookeeper, inputs.topicError),
    views: { zookeeper: sourceView(state), metadata: sourceView(metadata) },
  }
}

function lifecycleOf(
  inputs: Inputs,
  zookeeper: boolean,
  live: ReadonlySet<number>,
  leader: number | null,
): PartitionLifecycle {
  const { assignment, state, metadata } = inputs
  if (!assignment && !metadata) return 'nonexistent'
  if (zookeeper && !state) return 'new'
  if (!zookeeper && !metadata) return 'unknown'
  return leader !== null && live.has(leader) ? 'online' : 'offline'
}

function sinceReason(zookeeper: boolean): string {
  return zookeeper
    ? 'ZooKeeper holds no state for this partition yet'
    : 'not changed since Vivarium connected; without ZooKeeper the time before is not recorded anywhere'
}

function unknownReason(zookeeper: boolean, topicError: string | null): string {
  if (topicError) return `the brokers answer ${topicError}`
  return zookeeper
    ? 'the controller has not written this partition’s state'
    : 'no broker has answered about this partition'
}

function sourceView(source: PartitionState | PartitionMetadata | undefined): PartitionSourceView | null {
  return source ? { leader: source.leader, leaderEpoch: source.leaderEpoch, isr: source.isr } : null
}

function causeOf(
  problems: readonly PartitionProblem[],
  replicas: readonly number[],
  isr: readonly number[],
  adding: readonly number[],
  live: ReadonlySet<number>,
): string | null {
  if (
    !problems.some(
      (problem) => problem === 'unavailable' || problem === 'under-replicated' || problem === 'under-min-isr',
    )
  )
    return null
  const dead = replicas.filter((id) => !live.has(id))
  const slow = replicas.filter((id) => live.has(id) && !isr.includes(id) && !adding.includes(id))
  if (dead.length === replicas.length && replicas.length === 1)
    return `only copy is on broker ${dead[0]}, which is gone`
  if (dead.length === replicas.length) return `every replica’s broker is gone: ${dead.join(', ')}`
  const parts = [
    dead.length > 0 ? `${dead.length === 1 ? 'broker' : 'brokers'} ${dead.join(', ')} gone` : '',
    slow.length > 0 ? `${slow.length === 1 ? 'replica' : 'replicas'} ${slow.join(', ')} behind` : '',
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(', ') : null
}
