import { partitionKey } from '@/lib/model/partition'
import { nameFilter } from '@/lib/names/name-filter'
import type { PartitionPreset } from '@/lib/paths'
import type { NumberedPartition } from '@/lib/rows/partition-numbers'
import { inPreset, PARTITION_PRESETS } from '@/lib/rows/partition-presets'
import type { Tank } from '@/lib/views/overview'
import { bySeverity, type PartitionListView } from './partition-list-view'
import { parseSelection, selectedKeys } from './tank-selection'

/** The page's parameters as the address has them. */
export interface PartitionQuery {
  preset: string
  broker: string
  q: string
  sel: string
}

/** The rows a query leaves, and why its filter text could not be used. */
export interface SelectedPartitions {
  rows: NumberedPartition[]
  error: string | null
}

/** The preset of the address; without one what is at risk, or everything when nothing is. */
export function readPreset(text: string, counts: Record<PartitionPreset, number>): PartitionPreset {
  const named = PARTITION_PRESETS.find((preset) => preset === text)
  return named ?? (counts['at-risk'] > 0 ? 'at-risk' : 'all')
}

/** A broker id, or null when the text is none. */
export function readBroker(text: string): number | null {
  return /^\d{1,10}$/.test(text) ? Number(text) : null
}

/** The rows of the preset, with a replica on the broker, whose topic or own name matches, inside the selection. */
export function selectPartitions(
  rows: readonly NumberedPartition[],
  query: PartitionQuery,
  counts: Record<PartitionPreset, number>,
  tanks: readonly Tank[],
): SelectedPartitions {
  const preset = readPreset(query.preset, counts)
  const broker = readBroker(query.broker)
  const keys = selectedKeys(parseSelection(query.sel), tanks)
  const filter = nameFilter(query.q)
  const selected = rows.filter(
    (row) =>
      // A selection in the map asks for these very cells, whatever their state.
      (keys ? keys.has(partitionKey(row.topic, row.partition)) : inPreset(row, preset)) &&
      (broker === null || row.replicas.includes(broker)) &&
      (filter.test(row.topic) || filter.test(`${row.topic}-${row.partition}`)),
  )
  return { rows: selected, error: filter.error }
}

const FIRST_SCREEN = 100
const FEW_KEYS = 2_000

/** The page cut to its first screen, so that ten thousand partitions do not travel inside the HTML; counts stay whole. */
export function firstPartitions(view: PartitionListView, query: PartitionQuery): PartitionListView {
  const { rows } = selectPartitions(view.rows, query, view.counts, view.map.tanks)
  return {
    ...view,
    rows: rows.sort(bySeverity).slice(0, FIRST_SCREEN),
    map: { ...view.map, tanks: firstTanks(view.map.tanks) },
  }
}

/** The tanks without the names of their cells where those are many: colours are all the first paint needs. */
export function firstTanks(tanks: readonly Tank[]): Tank[] {
  const cells = tanks.reduce((sum, tank) => sum + tank.keys.length, 0)
  return cells <= FEW_KEYS ? [...tanks] : tanks.map((tank) => ({ ...tank, keys: [] }))
}
