import type { ClusterEvent } from '@/lib/events/event'
import type { CellState } from '@/lib/rows/partition-status'
import { EVENT_STATE } from '../event-text'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400]
const MOST_BARS = 120
const LEAST_MS = MINUTE

/** Worst at the foot, where it is compared best. */
export const BAR_ORDER: readonly CellState[] = ['offline', 'minisr', 'urp', 'move', 'unknown', 'ok']

/** One bar: its time, epoch ms, and how many events led to each state. */
export interface HistogramBar {
  from: number
  count: number
  states: ReadonlyMap<CellState, number>
}

/** The bars that are not empty, and the time they span: whole steps. */
export interface Histogram {
  from: number
  to: number
  stepMs: number
  bars: HistogramBar[]
  /** The highest bar's count. */
  most: number
}

/** Counts events over a time, in steps a clock has, at most 120 of them. */
export function histogram(events: readonly ClusterEvent[], from: number, to: number): Histogram {
  const span = Math.max(to - from, LEAST_MS)
  const stepMs = (STEPS.find((seconds) => span / (seconds * SECOND) <= MOST_BARS) ?? 86_400) * SECOND
  const start = Math.floor((to - span) / stepMs) * stepMs
  const end = Math.ceil(to / stepMs) * stepMs
  const bars = new Map<number, { from: number; count: number; states: Map<CellState, number> }>()
  for (const { at, kind } of events) {
    if (at < start || at >= end) continue
    const place = Math.floor(at / stepMs) * stepMs
    let bar = bars.get(place)
    if (!bar) {
      bar = { from: place, count: 0, states: new Map() }
      bars.set(place, bar)
    }
    const state = EVENT_STATE[kind]
    bar.count += 1
    bar.states.set(state, (bar.states.get(state) ?? 0) + 1)
  }
  const drawn = [...bars.values()].sort((a, b) => a.from - b.from)
  return { from: start, to: end, stepMs, bars: drawn, most: drawn.reduce((high, bar) => Math.max(high, bar.count), 0) }
}

const LABEL_STEPS = [15 * SECOND, MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 24 * HOUR]
const MOST_LABELS = 8

/** The moments the axis names, epoch ms, each on a full step of the clock. */
export function axisLabels(from: number, to: number): number[] {
  const step =
    LABEL_STEPS.find((ms) => (to - from) / ms <= MOST_LABELS) ?? 24 * HOUR * Math.ceil((to - from) / HOUR / 192)
  const labels: number[] = []
  for (let at = Math.ceil(from / step) * step; at < to; at += step) labels.push(at)
  return labels
}
