'use client'
import { Area, AreaChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { formatClock, formatRate } from '@/lib/format'
import './throughput.css'
import { timeTicks } from './time-ticks'

/** Records appended per second at a moment; null where unknown, drawn as a gap. */
export interface RatePoint {
  /** Epoch ms. */
  at: number
  rate: number | null
}

/** The rate over time; loaded apart from the page, since the charting library is large. */
export function ThroughputChart({
  points,
  from,
  to,
  mark,
}: {
  points: readonly RatePoint[]
  from: number
  to: number
  /** When the present trouble began, epoch ms; null in calm. */
  mark: number | null
}) {
  const clock = (at: number) => formatClock(at, { now: to })
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart data={[...points]} margin={{ top: 10, right: 12, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="at"
          type="number"
          domain={[from, to]}
          allowDataOverflow
          ticks={timeTicks(from, to)}
          tickFormatter={(at: number) => clock(at).slice(0, -3)}
          tickLine={false}
          axisLine={false}
          height={22}
        />
        <YAxis
          width={52}
          domain={[0, 'auto']}
          tickCount={3}
          tickFormatter={(rate: number) => formatRate(rate)}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--control)' }}
          content={({ payload }) => {
            // Every payload entry carries the point it was drawn from.
            const point = payload[0]?.payload as RatePoint | undefined
            if (!point || point.rate === null) return null
            return (
              <div className="chart-tip">
                <b>{formatRate(point.rate)}</b> messages/s at {clock(point.at)}
              </div>
            )
          }}
        />
        {mark !== null && mark > from && mark < to && (
          <ReferenceLine
            x={mark}
            stroke="var(--offline-t)"
            strokeDasharray="2 3"
            label={{
              value: clock(mark),
              position: mark - from > (to - from) * 0.7 ? 'insideTopRight' : 'insideTopLeft',
              className: 'chart-mark',
            }}
          />
        )}
        <Area
          dataKey="rate"
          type="linear"
          stroke="var(--c1)"
          strokeWidth={1.5}
          fill="var(--c1)"
          fillOpacity={0.14}
          connectNulls={false}
          dot={false}
          activeDot={{ r: 3, strokeWidth: 0 }}
          isAnimationActive={false}
        />
      </AreaChart>
    </ResponsiveContainer>
  )
}
