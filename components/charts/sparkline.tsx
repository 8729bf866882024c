import type { CellState } from '@/lib/rows/partition-status'
import './sparkline.css'
import { type SparkPoint, sparkPath } from './spark-path'

const WIDTH = 100

/**
 * A small series without axes. `state` colours it, null draws it calm: muted, without area, with headroom, so
 * that noise does not look like trouble.
 */
export function Sparkline({
  points,
  from,
  to,
  state,
  label,
  shape = 'step',
  height = 24,
  gapMs = 35_000,
  mark = null,
}: {
  points: readonly SparkPoint[]
  /** Epoch ms at the edges. */
  from: number
  to: number
  state: CellState | null
  /** One sentence for those who cannot see it. */
  label: string
  shape?: 'step' | 'line'
  height?: number
  gapMs?: number
  /** When it began, epoch ms; drawn as a dashed line. */
  mark?: number | null
}) {
  const highest = points.reduce((max, { value }) => Math.max(max, value ?? 0), 0)
  const max = state === null ? highest * 1.5 : highest
  const path = sparkPath(points, { from, to, max, height, shape, gapMs })
  const marked = mark !== null && mark > from && mark < to ? ((mark - from) / (to - from)) * WIDTH : null
  return (
    <svg
      className="spark"
      data-state={state ?? 'calm'}
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${height}`}
      width="100%"
      height={height}
      preserveAspectRatio="none"
    >
      {marked !== null && <path className="spark-mark" d={`M${marked} 0V${height}`} />}
      {state !== null && <path className="spark-area" d={path.area} />}
      <path d={path.line} />
      {path.bridges && <path className="spark-bridge" d={path.bridges} />}
    </svg>
  )
}
