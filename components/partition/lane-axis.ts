import type { LaneMark } from './swim-lanes'

export type LaneRange = 'fit' | '15m' | '1h'

const MINUTE = 60_000
const STEPS_MS = [5_000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000, 10_800_000]
const MOST_TICKS = 6
const MOST_MARKS = 3
/** Part of the width two labels keep between them. */
const APART = 0.07

/** The stretch of time shown. Epoch ms. */
export interface LaneWindow {
  from: number
  to: number
}

/** The window of a range; `fit` holds every change with a little time before the first. */
export function laneWindow(range: LaneRange, firstChange: number | null, now: number): LaneWindow {
  if (range === '1h') return { from: now - 60 * MINUTE, to: now }
  if (range === '15m' || firstChange === null) return { from: now - 15 * MINUTE, to: now }
  const span = Math.max(MINUTE, (now - firstChange) * 1.18)
  return { from: now - span, to: now }
}

/** "23 m": the length of a window in whole units, so that it does not tick. */
export function windowName({ from, to }: LaneWindow): string {
  const minutes = Math.ceil((to - from) / MINUTE)
  return minutes < 120 ? `${minutes}\u00a0m` : `${Math.ceil(minutes / 60)}\u00a0h`
}

/** Round times inside the window, at most six; none close to a mark, whose exact time stands on the axis too. */
export function axisTicks({ from, to }: LaneWindow, marks: readonly LaneMark[]): number[] {
  const span = to - from
  const step = STEPS_MS.find((ms) => span / ms <= MOST_TICKS) ?? Math.ceil(span / MOST_TICKS / 3_600_000) * 3_600_000
  const ticks: number[] = []
  for (let at = Math.ceil(from / step) * step; at < to - span * APART; at += step) {
    if (at > from + span * 0.03 && marks.every((mark) => Math.abs(mark.at - at) > span * APART)) ticks.push(at)
  }
  return ticks
}

/** The marks whose lines are drawn: the gravest first, and of two too close together the earlier. */
export function shownMarks({ from, to }: LaneWindow, marks: readonly LaneMark[]): LaneMark[] {
  const span = to - from
  const inside = marks.filter(({ at }) => at > from + span * 0.02 && at < to - span * 0.03)
  const ranked = [
    ...inside.filter(({ state }) => state === 'offline'),
    ...inside.filter(({ state }) => state !== 'offline'),
  ]
  const chosen: LaneMark[] = []
  for (const mark of ranked) {
    if (chosen.length < MOST_MARKS && chosen.every(({ at }) => Math.abs(at - mark.at) > span * APART)) chosen.push(mark)
  }
  return chosen.sort((a, b) => a.at - b.at)
}

/** Horizontal place of a moment, as SVG takes it: percentages need no measuring and no style attribute. */
export function percentAt({ from, to }: LaneWindow, at: number): string {
  return `${(((Math.min(Math.max(at, from), to) - from) / (to - from)) * 100).toFixed(3)}%`
}
