import type { PartitionPreset } from '../paths'
import type { PartitionRow } from './partition-row'
import type { PartitionProblem } from './partition-status'

/** The presets in the order they are offered. */
export const PARTITION_PRESETS: readonly PartitionPreset[] = [
  'at-risk',
  'unavailable',
  'under-min-isr',
  'at-min-isr',
  'under-replicated',
  'not-preferred',
  'reassigning',
  'all',
]

const PROBLEM_OF: Record<Exclude<PartitionPreset, 'at-risk' | 'all'>, PartitionProblem> = {
  unavailable: 'unavailable',
  'under-min-isr': 'under-min-isr',
  'at-min-isr': 'at-min-isr',
  'under-replicated': 'under-replicated',
  'not-preferred': 'not-preferred',
  reassigning: 'reassigning',
}

/** Whether the row belongs to the preset; all but `at-risk` and `all` count as Kafka's `kafka-topics --describe` does. */
export function inPreset(row: PartitionRow, preset: PartitionPreset): boolean {
  if (preset === 'all') return true
  if (preset === 'at-risk') {
    return row.problems.some(
      (problem) => problem === 'unavailable' || problem === 'under-min-isr' || problem === 'under-replicated',
    )
  }
  return row.problems.includes(PROBLEM_OF[preset])
}

/** How many rows each preset holds. */
export function presetCounts(rows: readonly PartitionRow[]): Record<PartitionPreset, number> {
  const counts = Object.fromEntries(PARTITION_PRESETS.map((preset) => [preset, 0])) as Record<PartitionPreset, number>
  for (const row of rows) {
    for (const preset of PARTITION_PRESETS) if (inPreset(row, preset)) counts[preset] += 1
  }
  return counts
}
