const TICKS_MS = [15_000, 30_000, 60_000, 120_000, 300_000, 600_000]
const MOST_TICKS = 7
/** Part of the width at each side in which a label would be cut. */
const EDGE = 0.03

/** Full minutes (or parts of one, for short spans) between two moments, epoch ms, few enough to be labelled. */
export function timeTicks(from: number, to: number, most = MOST_TICKS): number[] {
  const step = TICKS_MS.find((ms) => (to - from) / ms <= most) ?? TICKS_MS.at(-1) ?? to - from
  const ticks: number[] = []
  for (let at = Math.ceil(from / step) * step; at < to - (to - from) * EDGE; at += step) {
    if (at > from + (to - from) * EDGE) ticks.push(at)
  }
  return ticks
}
