/** One reading of a small series: `value` null where nothing was known. */
export interface SparkPoint {
  /** Epoch ms. */
  at: number
  value: number | null
}

/** SVG path data in a box 100 units wide; `bridges` cross stretches without data and are drawn dotted. */
export interface SparkPath {
  line: string
  area: string
  bridges: string
}

export interface SparkBox {
  /** Epoch ms at the left and right edge. */
  from: number
  to: number
  /** Value at the upper edge; the lower edge is zero. */
  max: number
  height: number
  /** Counts hold until the next reading, rates run straight to it. */
  shape: 'step' | 'line'
  /** Readings further apart than this (ms) have a gap between them. */
  gapMs: number
}

interface Known {
  at: number
  value: number
}

const TOP = 2
const BOTTOM = 1

/** The series as paths; readings outside the box are clipped to its edge, so a state older than the box still shows. */
export function sparkPath(points: readonly SparkPoint[], box: SparkBox): SparkPath {
  const path: SparkPath = { line: '', area: '', bridges: '' }
  const span = box.to - box.from
  if (span <= 0) return path
  const x = (at: number) => round((Math.min(Math.max(at, box.from), box.to) - box.from) * (100 / span))
  const floor = box.height - BOTTOM
  const scale = box.max > 0 ? (floor - TOP) / box.max : 0
  const y = (value: number) => round(floor - Math.min(value, box.max) * scale)

  let end: string | null = null
  for (const run of runs(points, box.gapMs)) {
    const [first] = run
    const last = run.at(-1)
    if (!first || !last) continue
    const drawn = run
      .map(({ at, value }, index) => {
        if (index === 0) return `M${x(at)} ${y(value)}`
        return box.shape === 'step' ? `H${x(at)}V${y(value)}` : `L${x(at)} ${y(value)}`
      })
      .join('')
    if (end) path.bridges += `M${end}L${x(first.at)} ${y(first.value)}`
    path.line += drawn
    path.area += `${drawn}V${floor}H${x(first.at)}Z`
    end = `${x(last.at)} ${y(last.value)}`
  }
  return path
}

/** Stretches of known readings without a gap between them. */
function runs(points: readonly SparkPoint[], gapMs: number): Known[][] {
  const result: Known[][] = []
  let previous: SparkPoint | null = null
  for (const { at, value } of points) {
    const run = result.at(-1)
    if (value === null) {
      previous = { at, value }
      continue
    }
    const joined = run && previous && previous.value !== null && at - previous.at <= gapMs
    if (joined) run.push({ at, value })
    else result.push([{ at, value }])
    previous = { at, value }
  }
  return result
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
