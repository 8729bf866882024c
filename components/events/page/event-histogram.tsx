'use client'
import { type PointerEvent, useId, useState } from 'react'
import { formatClock, formatDuration, formatExact } from '@/lib/format'
import { axisLabels, BAR_ORDER, type Histogram, type HistogramBar } from './histogram-bars'

const HEIGHT = 56
const LEAST_PX = 3
/** Share of a step that stays free between bars. */
const GAP_SHARE = 0.15

/** How many events when, each bar by the states they led to; drag to choose a time. The fields beside it do the same. */
export function EventHistogram({
  data,
  gaps,
  now,
  onWindow,
}: {
  data: Histogram
  gaps: readonly { from: number; to: number }[]
  now: number
  /** Epoch ms, whole steps. */
  onWindow: (from: number, to: number) => void
}) {
  const hatch = useId()
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const span = data.to - data.from
  const place = (at: number) => ((Math.min(data.to, Math.max(data.from, at)) - data.from) / span) * 100
  const timeAt = (event: PointerEvent<SVGSVGElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const share = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))
    return data.from + share * span
  }
  const step = (at: number) => Math.floor(at / data.stepMs) * data.stepMs
  const finish = () => {
    if (drag) {
      const [low, high] = [Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)]
      onWindow(step(low), step(high) + data.stepMs)
    }
    setDrag(null)
  }
  const shown = data.bars.find((bar) => over !== null && bar.from === step(over))
  const highest = data.bars.find((bar) => bar.count === data.most)
  const total = data.bars.reduce((sum, bar) => sum + bar.count, 0)
  const clock = (at: number) => formatClock(at, { now })
  const summary = `${formatExact(total)} events from ${clock(data.from)} to ${clock(data.to)}${
    highest
      ? `; most, ${formatExact(highest.count)}, in ${formatDuration(data.stepMs)} from ${clock(highest.from)}`
      : ''
  }${gaps.length > 0 ? `; ${gaps.length} gaps in the recording` : ''}`
  return (
    <div className="histo">
      <svg
        role="img"
        aria-label={summary}
        className="histo-plot"
        height={HEIGHT + 18}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          setDrag({ from: timeAt(event), to: timeAt(event) })
        }}
        onPointerMove={(event) => {
          const at = timeAt(event)
          setOver(at)
          setDrag((known) => known && { ...known, to: at })
        }}
        onPointerLeave={() => setOver(null)}
        onPointerUp={finish}
        onPointerCancel={() => setDrag(null)}
      >
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="1.5" height="6" className="hatch" />
        </pattern>
        {axisLabels(data.from, data.to).map((at) => (
          <g key={at}>
            <line x1={`${place(at)}%`} x2={`${place(at)}%`} y1="0" y2={HEIGHT} className="gr" />
            <text x={`${place(at)}%`} dx="3" y={HEIGHT + 14}>
              {clock(at).replace(/:00$/, '')}
            </text>
          </g>
        ))}
        {gaps
          .filter((gap) => gap.to > data.from && gap.from < data.to)
          .map((gap) => (
            <rect
              key={gap.from}
              x={`${place(gap.from)}%`}
              width={`${Math.max(0.2, place(gap.to) - place(gap.from))}%`}
              height={HEIGHT}
              fill={`url(#${hatch})`}
            />
          ))}
        {data.bars.map((bar) => (
          <Bar key={bar.from} bar={bar} most={data.most} x={place(bar.from)} width={(data.stepMs / span) * 100} />
        ))}
        {drag ? (
          <rect
            x={`${place(Math.min(drag.from, drag.to))}%`}
            width={`${Math.max(0.1, Math.abs(place(drag.to) - place(drag.from)))}%`}
            height={HEIGHT}
            className="brush"
          />
        ) : null}
        <line x1="0" x2="100%" y1={HEIGHT} y2={HEIGHT} className="base" />
      </svg>
      <p className="cap faint" aria-hidden="true">
        {over === null
          ? `each bar ${formatDuration(data.stepMs)}, height by the square root; drag to choose a time`
          : `${clock(step(over))}: ${formatExact(shown?.count ?? 0)} events`}
      </p>
    </div>
  )
}

/** A bar in pieces, worst at the foot; the square root keeps a single event beside a storm in sight. */
function Bar({ bar, most, x, width }: { bar: HistogramBar; most: number; x: number; width: number }) {
  const full = Math.max(LEAST_PX, HEIGHT * Math.sqrt(bar.count / most))
  let foot = HEIGHT
  return (
    <g>
      {BAR_ORDER.map((state) => {
        const count = bar.states.get(state) ?? 0
        if (count === 0) return null
        const height = (full * count) / bar.count
        foot -= height
        return (
          <rect
            key={state}
            x={`${x}%`}
            width={`${width * (1 - GAP_SHARE)}%`}
            y={foot}
            height={height}
            className={`f-${state}`}
          />
        )
      })}
    </g>
  )
}
