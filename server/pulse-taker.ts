import type { ClusterModel } from '@/lib/model/cluster'
import { brokerRows } from '@/lib/rows/broker-row'
import { inPreset } from '@/lib/rows/partition-presets'
import { partitionRows } from '@/lib/rows/partition-row'
import { type CellState, STATUS_CELL } from '@/lib/rows/partition-status'
import type { PulseSample } from '@/lib/time-series'

const WORST_FIRST: readonly CellState[] = ['offline', 'minisr', 'urp', 'move', 'unknown']

/** The cluster's state at this moment; `unknown` before anything was read. */
export function takePulse(model: ClusterModel, at: number): PulseSample {
  const rows = partitionRows(model)
  const brokers = brokerRows(model)
  const absent = brokers.filter((row) => row.state !== 'alive')
  const states = new Set<CellState>([...rows.map((row) => STATUS_CELL[row.status]), ...absent.map((row) => row.glyph)])
  const count = (status: string) => rows.reduce((sum, row) => sum + (row.status === status ? 1 : 0), 0)
  const rates = [...model.offsets.values()].map((offsets) => offsets.perSecond).filter((rate) => rate !== null)
  return {
    at,
    state: brokers.length === 0 ? 'unknown' : (WORST_FIRST.find((state) => states.has(state)) ?? 'ok'),
    offline: count('offline'),
    underMinIsr: count('under-min-isr'),
    underReplicated: count('under-replicated'),
    atMinIsr: rows.filter((row) => inPreset(row, 'at-min-isr') && inPreset(row, 'under-replicated')).length,
    notPreferred: rows.filter((row) => inPreset(row, 'not-preferred')).length,
    brokersMissing: absent.length,
    messagesPerSecond: rates.length > 0 ? Math.round(rates.reduce((sum, rate) => sum + rate, 0) * 10) / 10 : null,
  }
}
