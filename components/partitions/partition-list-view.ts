import { bootstrapServer } from '@/components/configs/bootstrap-server'
import type { Verdict } from '@/lib/health/sentence'
import { partitionsVerdict } from '@/lib/health/verdict'
import type { ClusterModel } from '@/lib/model/cluster'
import type { PartitionPreset } from '@/lib/paths'
import { type NumberedPartition, partitionNumbers } from '@/lib/rows/partition-numbers'
import { presetCounts } from '@/lib/rows/partition-presets'
import { type PartitionRow, partitionRows } from '@/lib/rows/partition-row'
import { STATUS_RANK } from '@/lib/rows/partition-status'
import { type Overview, overview } from '@/lib/views/overview'
import { byName } from './by-name'

/** What the page of all partitions shows. */
export interface PartitionListView {
  verdict: Verdict
  rows: readonly NumberedPartition[]
  /** Of all partitions, also those `rows` leaves out. */
  counts: Record<PartitionPreset, number>
  map: Pick<Overview, 'tanks' | 'legend'>
  bootstrap: string | null
}

interface Joined {
  offsets: unknown
  sizes: unknown
  listed: NumberedPartition
}

/** A listed partition keeps its identity while neither its row nor its topic's numbers changed. */
const lastJoined = new WeakMap<PartitionRow, Joined>()
/** Everything that does not depend on the moving numbers, by the rows it was made from. */
const lastCalm = new WeakMap<readonly PartitionRow[], { brokers: unknown[]; calm: Omit<PartitionListView, 'rows'> }>()

/** The page of all partitions as the browser computes it from the whole model. */
export function partitionListView(model: ClusterModel): PartitionListView {
  return { ...calmParts(model), rows: partitionRows(model).map((row) => joined(model, row)) }
}

function calmParts(model: ClusterModel): Omit<PartitionListView, 'rows'> {
  const rows = partitionRows(model)
  const brokers = [model.registration, model.advertised, model.probe, model.departure, model.controller, model.source]
  const last = lastCalm.get(rows)
  if (last?.brokers.every((part, index) => part === brokers[index])) return last.calm
  const { tanks, legend } = overview(model)
  const calm = {
    verdict: partitionsVerdict(model),
    counts: presetCounts(rows),
    map: { tanks, legend },
    bootstrap: bootstrapServer(model),
  }
  lastCalm.set(rows, { brokers, calm })
  return calm
}

function joined(model: ClusterModel, row: PartitionRow): NumberedPartition {
  const offsets = model.offsets.get(row.topic)
  const sizes = model.sizes.get(row.topic)
  const last = lastJoined.get(row)
  if (last && last.offsets === offsets && last.sizes === sizes) return last.listed
  const listed = { ...row, ...partitionNumbers(model, row.topic, row.partition) }
  lastJoined.set(row, { offsets, sizes, listed })
  return listed
}

/** Worst first; of equal severity the one that stands longest; then by name. */
export function bySeverity(a: PartitionRow, b: PartitionRow): number {
  return (
    STATUS_RANK[b.status] - STATUS_RANK[a.status] ||
    (a.since ?? Number.MAX_SAFE_INTEGER) - (b.since ?? Number.MAX_SAFE_INTEGER) ||
    byName(a, b)
  )
}
