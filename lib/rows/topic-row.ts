import type { ClusterModel } from '../model/cluster'
import { hasZooKeeper } from '../model/liveness'
import { oncePerModel } from '../model/once-per-model'
import type { TopicOffsets } from '../model/topic'
import { sourceReason } from './partition-numbers'
import { type PartitionRow, partitionRows, topicNames } from './partition-row'
import { type PartitionStatus, STATUS_RANK } from './partition-status'

/** One topic as the list and the API show it. */
export interface TopicRow {
  name: string
  internal: boolean
  topicId: string | null
  /** null while only the name is known. */
  partitions: number | null
  replicationFactor: number | null
  minInsyncReplicas: number | null
  minInsyncReplicasReason: string | null
  /** Worst status of its partitions; `deleting` while in /admin/delete_topics. */
  status: PartitionStatus | 'deleting'
  statusReason: string | null
  /** Partitions with a replica out of the ISR, under min ISR, without leader. */
  outOfSync: number
  underMinIsr: number
  offline: number
  /** The worst partitions' earliest since, epoch ms; null when in sync or unknown. */
  since: number | null
  /** Σ(end − start) over the partitions known; a lower bound when `messagesKnown` < partitions. */
  messages: string | null
  messagesKnown: number
  messagesReason: string | null
  /** Records appended per second between the last two readings; null before two readings. */
  messagesPerSecond: number | null
  /** All replicas together. */
  sizeBytes: string | null
  sizeReason: string | null
  retentionMs: string | null
  cleanupPolicy: string | null
  overrides: number | null
  /** Epoch ms; null without ZooKeeper, with the reason beside it. */
  createdAt: number | null
  createdReason: string | null
}

/** Every topic, ascending by name; computed once per model. */
export const topicRows: (model: ClusterModel) => TopicRow[] = oncePerModel(computeRows)

function computeRows(model: ClusterModel): TopicRow[] {
  const byTopic = new Map<string, PartitionRow[]>()
  for (const row of partitionRows(model)) {
    const rows = byTopic.get(row.topic)
    if (rows) rows.push(row)
    else byTopic.set(row.topic, [row])
  }
  return topicNames(model).map((name) => topicRow(model, name, byTopic.get(name) ?? []))
}

/** One topic's row from its partitions' rows. */
export function topicRow(model: ClusterModel, name: string, rows: readonly PartitionRow[]): TopicRow {
  const assignment = model.assignment.get(name)
  const metadata = model.topicMetadata.get(name)
  const settings = model.topicSettings.get(name)
  const offsets = model.offsets.get(name)
  const sizes = model.sizes.get(name)
  const deletion = model.deletion.get(name)
  const counts = messageCount(offsets)
  const worst = worstStatus(rows)
  return {
    name,
    internal: metadata?.internal ?? INTERNAL.has(name),
    topicId: assignment?.topicId ?? metadata?.topicId ?? null,
    partitions: assignment || metadata ? rows.length : null,
    replicationFactor:
      rows.length > 0 ? Math.max(...rows.map((row) => row.replicas.length - row.addingReplicas.length)) : null,
    minInsyncReplicas: settings?.minInsyncReplicas ?? null,
    minInsyncReplicasReason:
      settings?.minInsyncReplicas == null ? (settings?.error ?? 'its configuration has not been read yet') : null,
    status: deletion ? 'deleting' : worst,
    statusReason: deletion
      ? 'deletion requested'
      : worst === 'unknown'
        ? (rows.find((row) => row.unknownReason)?.unknownReason ?? 'no partition is known')
        : null,
    outOfSync: count(rows, (row) => row.problems.includes('under-replicated')),
    underMinIsr: count(rows, (row) => row.problems.includes('under-min-isr')),
    offline: count(rows, (row) => row.problems.includes('unavailable')),
    since: deletion?.requestedAt ?? sinceOf(rows, worst),
    messages: counts.known > 0 ? String(counts.sum) : null,
    messagesKnown: counts.known,
    messagesReason: counts.known < rows.length ? messagesReason(model, offsets, counts.known, rows.length) : null,
    messagesPerSecond: offsets?.perSecond ?? null,
    sizeBytes: sizes ? String(sizes.replicas.reduce((sum, one) => sum + BigInt(one.sizeBytes), 0n)) : null,
    sizeReason: sizes
      ? null
      : (sourceReason(model, 'log-dirs') ?? 'no broker has reported this topic’s log directories yet'),
    retentionMs: settings?.retentionMs ?? null,
    cleanupPolicy: settings?.cleanupPolicy ?? null,
    overrides: settings && settings.error === null ? settings.overrides : null,
    createdAt: assignment?.createdAt ?? null,
    createdReason: assignment ? null : createdReason(model),
  }
}

/** Kafka's own topics, for the moment before the brokers have said so. */
const INTERNAL: ReadonlySet<string> = new Set(['__consumer_offsets', '__transaction_state', '__share_group_state'])

function worstStatus(rows: readonly PartitionRow[]): PartitionStatus {
  let worst: PartitionStatus = rows.length > 0 ? 'in-sync' : 'unknown'
  for (const row of rows) if (STATUS_RANK[row.status] > STATUS_RANK[worst]) worst = row.status
  return worst
}

function sinceOf(rows: readonly PartitionRow[], worst: PartitionStatus): number | null {
  if (worst === 'in-sync' || worst === 'unknown') return null
  return earliest(rows.filter((row) => row.status === worst).map((row) => row.since))
}

/** The earliest known time; null when none is known. */
export function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null)
  return known.length > 0 ? known.reduce((a, b) => Math.min(a, b)) : null
}

function count(rows: readonly PartitionRow[], is: (row: PartitionRow) => boolean): number {
  return rows.reduce((sum, row) => sum + (is(row) ? 1 : 0), 0)
}

function messageCount(offsets: TopicOffsets | undefined): { sum: bigint; known: number } {
  let sum = 0n
  let known = 0
  for (const { start, end } of offsets?.partitions ?? []) {
    if (start === null || end === null) continue
    sum += BigInt(end) - BigInt(start)
    known += 1
  }
  return { sum, known }
}

function messagesReason(model: ClusterModel, offsets: TopicOffsets | undefined, known: number, of: number): string {
  if (!offsets) return sourceReason(model, 'offsets') ?? 'the offsets have not been read yet'
  const error = offsets.partitions.find((one) => one.error !== null)?.error ?? 'the rest has not been read'
  return `${known} of ${of} partitions known: ${error}`
}

function createdReason(model: ClusterModel): string {
  return hasZooKeeper(model)
    ? 'ZooKeeper has not told of this topic yet'
    : 'without ZooKeeper the creation time is not recorded'
}
