import type { BlastRadius } from '@/lib/health/blast-radius'
import { type PartitionPreset, paths } from '@/lib/paths'
import type { CellState, PartitionStatus } from '@/lib/rows/partition-status'
import type { BrokerPartition } from './broker-partitions-view'

/** One line of what hangs on a broker: how many partitions, and the first of them. */
export interface BrokerEffect {
  glyph: CellState
  label: string
  why: string
  count: number
  first: { topic: string; partition: number }[]
  /** Where all of them are listed. */
  href: string
}

const NAMED = 8

const IF_IT_STOPS: readonly { kind: keyof BlastRadius; glyph: CellState; label: string; why: string }[] = [
  { kind: 'offline', glyph: 'offline', label: 'go offline', why: 'no other copy is in sync' },
  { kind: 'underMinIsr', glyph: 'minisr', label: 'refuse acks=all writes', why: 'too few copies stay in sync' },
  { kind: 'losesLeader', glyph: 'move', label: 'change leader', why: 'another copy in sync takes over' },
]

const WHILE_IT_IS_AWAY: readonly {
  status: PartitionStatus
  preset: PartitionPreset
  glyph: CellState
  label: string
  why: string
}[] = [
  { status: 'offline', preset: 'unavailable', glyph: 'offline', label: 'are offline', why: 'no copy in sync is left' },
  {
    status: 'under-min-isr',
    preset: 'under-min-isr',
    glyph: 'minisr',
    label: 'refuse acks=all writes',
    why: 'too few copies are in sync',
  },
  {
    status: 'under-replicated',
    preset: 'under-replicated',
    glyph: 'urp',
    label: 'run with a copy fewer',
    why: 'the other copies carry on',
  },
]

/** What stopping the broker would do to its partitions; each stands in its worst line only. */
export function effectsOfStopping(cluster: string, broker: number, rows: readonly BrokerPartition[]): BrokerEffect[] {
  return IF_IT_STOPS.map(({ kind, ...words }) => ({
    ...words,
    ...some(rows.filter(({ ifStops }) => ifStops === kind)),
    href: `${paths.broker(cluster, broker, 'partitions')}?show=${kind}`,
  }))
}

/** How the partitions that miss the broker's copy fare now; each stands in its worst line only. */
export function effectsOfAbsence(cluster: string, broker: number, rows: readonly BrokerPartition[]): BrokerEffect[] {
  return WHILE_IT_IS_AWAY.map(({ status, preset, ...words }) => ({
    ...words,
    ...some(rows.filter((row) => row.status === status)),
    href: paths.partitions(cluster, { preset, broker }),
  }))
}

function some(rows: readonly BrokerPartition[]): Pick<BrokerEffect, 'count' | 'first'> {
  return { count: rows.length, first: rows.slice(0, NAMED).map(({ topic, partition }) => ({ topic, partition })) }
}
