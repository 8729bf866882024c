import { type LaneWindow, percentAt } from './lane-axis'
import type { Stretch } from './value-history'

const HEIGHT = 60
const TOP = 9
const BOTTOM = 50

/** Size of the ISR as a step line, with the dashed line of min ISR and a tint below it. */
export function IsrLane({
  isr,
  window,
  total,
  min,
}: {
  isr: readonly Stretch<number>[]
  window: LaneWindow
  total: number
  /** null = unknown: then there is no line to fall below. */
  min: number | null
}) {
  const y = (size: number) => BOTTOM - (Math.min(size, total) / Math.max(1, total)) * (BOTTOM - TOP)
  const shown = isr.filter(({ from, to }) => to > window.from && from < window.to)
  const limit = min === null ? null : y(min - 0.5)
  return (
    <>
      {limit !== null && (
        <>
          <rect className="isr-below" y={limit} width="100%" height={HEIGHT - limit} />
          <line className="isr-min" x1="0" x2="100%" y1={limit} y2={limit} />
        </>
      )}
      {shown.map(({ from, to, value }, index) => {
        const before = shown[index - 1]
        return (
          <g key={from}>
            {before && (
              <line
                className="isr-line"
                x1={percentAt(window, from)}
                x2={percentAt(window, from)}
                y1={y(before.value)}
                y2={y(value)}
              />
            )}
            <line
              className="isr-line"
              x1={percentAt(window, from)}
              x2={percentAt(window, to)}
              y1={y(value)}
              y2={y(value)}
            />
            <svg x={percentAt(window, from)} width={width(window, from, to)} height={HEIGHT} aria-hidden="true">
              <text className="isr-word" data-short={min !== null && value < min} x="8" y={wordY(y(value), limit)}>
                {words(value, total, min)}
              </text>
            </svg>
          </g>
        )
      })}
    </>
  )
}

/** Above its line where there is room, else below it, and there clear of the dashed line. */
function wordY(line: number, limit: number | null): number {
  if (line >= 18) return line - 5
  const below = line + 14
  return limit !== null && Math.abs(limit - below + 4) < 8 ? limit + 14 : below
}

function width(window: LaneWindow, from: number, to: number): string {
  const part = (Math.min(to, window.to) - Math.max(from, window.from)) / (window.to - window.from)
  return `${(Math.max(0, part) * 100).toFixed(3)}%`
}

function words(size: number, total: number, min: number | null): string {
  const count = `${size} of ${total}`
  if (min === null) return count
  if (size < min) return `${count}, writes refused`
  return size === min && size < total ? `${count}, at min ISR` : count
}
