import { Glyph } from '@/components/ui/glyph'
import { type LaneWindow, percentAt } from './lane-axis'
import type { LaneBar, LaneMark, LaneTone } from './swim-lanes'

const BAR_TOP = 6
const BAR_HEIGHT = 18
/** Two pixels between bars, drawn as the panel's own colour. */
const JOINT = 2

/** The part of a bar that lies inside the window, or null. */
function clipped({ from, to }: LaneBar, window: LaneWindow): { x: string; width: string } | null {
  if (to <= window.from || from >= window.to) return null
  const start = Math.max(from, window.from)
  const end = Math.min(to, window.to)
  return { x: percentAt(window, start), width: `${(((end - start) / (window.to - window.from)) * 100).toFixed(3)}%` }
}

const GLYPH: Partial<Record<LaneTone, 'offline' | 'urp'>> = { offline: 'offline', 'out-of-sync': 'urp' }

/** The bars of one lane; each carries its own words, clipped to it, with the full text on hover. */
export function LaneBars({ bars, window, hatch }: { bars: readonly LaneBar[]; window: LaneWindow; hatch: string }) {
  return bars.map((bar) => {
    const place = clipped(bar, window)
    if (!place) return null
    const glyph = GLYPH[bar.tone]
    const fill = bar.tone === 'out-of-sync' || bar.tone === 'unrecorded' ? `url(#${hatch}-${bar.tone})` : undefined
    return (
      <svg key={`${bar.from}-${bar.tone}`} className="lane-bar" data-tone={bar.tone} {...place}>
        <title>{bar.text}</title>
        <rect x="0.5" y={BAR_TOP + 0.5} width="100%" height={BAR_HEIGHT - 1} rx="3" fill={fill} />
        {glyph && (
          <g transform={`translate(7 ${BAR_TOP + 3})`}>
            <Glyph state={glyph} />
          </g>
        )}
        <text x={glyph ? 25 : 8} y={BAR_TOP + 13}>
          {bar.text}
        </text>
        {bar.from > window.from && <rect className="lane-joint" y={BAR_TOP} width={JOINT} height={BAR_HEIGHT} />}
      </svg>
    )
  })
}

/** What runs through every lane: ticks, marks and, in accent, now. */
export function LaneLines({
  window,
  ticks,
  marks,
  height,
}: {
  window: LaneWindow
  ticks: readonly number[]
  marks: readonly LaneMark[]
  height: number
}) {
  return (
    <>
      {ticks.map((at) => (
        <line key={at} className="lane-tick" x1={percentAt(window, at)} x2={percentAt(window, at)} y2={height} />
      ))}
      {marks.map(({ at, state }) => (
        <line
          key={at}
          className="lane-mark"
          data-state={state}
          x1={percentAt(window, at)}
          x2={percentAt(window, at)}
          y2={height}
        />
      ))}
    </>
  )
}
