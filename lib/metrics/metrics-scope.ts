import type { MetricsNames } from '../config'
import type { LagHistory } from '../history/lag-history'
import type { PartitionProgress } from '../lag/partition-progress'
import { type ClusterModel, SINGLE } from '../model/cluster'
import { type GroupPartitionRow, groupPartitionRows } from '../rows/group-partition-row'
import { groupIds, groupSources } from '../rows/group-sources'
import { compareNames } from '../rows/partition-row'

/** One cluster as it is measured. */
export interface MeasuredCluster {
  model: ClusterModel
  lag: Pick<LagHistory, 'partitions'>
}

/** What is measured, by which names. */
export interface MetricsScope {
  clusters: readonly MeasuredCluster[]
  names: readonly MetricsNames[]
  /** Whether each partition has series of its own. */
  partitions: boolean
  /** Epoch ms. */
  now: number
}

/** A partition of a group with its time lag; null = unknown. */
export interface MeasuredPartition extends GroupPartitionRow {
  timeLagMs: number | null
}

/** A group with all that is measured of it, joined once for every family. */
export interface MeasuredGroup {
  id: string
  members: number | null
  /** Ascending by topic and number. */
  partitions: readonly MeasuredPartition[]
  /** By topic, in order. */
  topics: ReadonlyMap<string, readonly MeasuredPartition[]>
}

/** The slug of a cluster, the value of its label. */
export function clusterLabel({ model }: MeasuredCluster): string {
  return model.identity.get(SINGLE)?.id ?? ''
}

/** Joins the groups of a cluster one by one, ascending by id. */
export function* measuredGroups({ model, lag }: MeasuredCluster): Generator<MeasuredGroup> {
  for (const id of groupIds(model).sort(compareNames)) {
    const sources = groupSources(model, id)
    if (sources === null) continue
    const rows = groupPartitionRows(model, sources.description, sources.offsets)
    const known = byPlace(lag.partitions(id) ?? [])
    const partitions = rows.map((row) => ({
      ...row,
      timeLagMs: known.get(row.topic)?.get(row.partition)?.timeLagMs ?? null,
    }))
    const topics = new Map<string, MeasuredPartition[]>()
    for (const one of partitions) {
      const own = topics.get(one.topic)
      if (own) own.push(one)
      else topics.set(one.topic, [one])
    }
    yield { id, members: sources.description?.members?.length ?? null, partitions, topics }
  }
}

function byPlace(progress: readonly PartitionProgress[]): Map<string, Map<number, PartitionProgress>> {
  const places = new Map<string, Map<number, PartitionProgress>>()
  for (const one of progress) {
    const own = places.get(one.topic) ?? new Map<number, PartitionProgress>()
    places.set(one.topic, own)
    own.set(one.partition, one)
  }
  return places
}

/** Sum of what is known, as decimal string; null when nothing is. */
export function knownSum(values: readonly (string | null)[]): string | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : String(known.reduce((sum, one) => sum + BigInt(one), 0n))
}

/** Largest of what is known; null when nothing is. */
export function knownMax(values: readonly (string | null)[]): string | null {
  return values.reduce((max, one) => (one !== null && (max === null || BigInt(one) > BigInt(max)) ? one : max), null)
}

/** Whole milliseconds as seconds. */
export function seconds(ms: number | null): number | null {
  return ms === null ? null : ms / 1_000
}
