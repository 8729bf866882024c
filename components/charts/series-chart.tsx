'use client'
import { Area, AreaChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { formatClock } from '@/lib/format'
import './throughput.css'
import { timeTicks } from './time-ticks'

/** Values over time; index = moment, null where unknown, drawn as a gap. */
export interface ChartSeries {
  label: string
  /** Of a colour token: `--c1`. */
  colour: string
  values: readonly (number | null)[]
}

/** Something that happened while the values moved. */
export interface ChartMark {
  /** Epoch ms. */
  at: number
  label: string
}

interface Moment {
  at: number
  values: readonly (number | null)[]
}

/** Series over one time axis, stacked or each for itself, from zero; loaded apart from the page, since the charting library is large. */
export function SeriesChart({
  at,
  series,
  stacked,
  from,
  to,
  marks,
  axis,
  exact,
}: {
  /** Moments, epoch ms, ascending. */
  at: readonly number[]
  series: readonly ChartSeries[]
  stacked: boolean
  from: number
  to: number
  marks: readonly ChartMark[]
  /** A value as the axis writes it. */
  axis: (value: number) => string
  /** A value as the pointed-at moment shows it. */
  exact: (value: number) => string
}) {
  const clock = (moment: number) => formatClock(moment, { now: to })
  const data = at.map(
    (moment, index): Moment => ({
      at: moment,
      values: series.map(({ values }) => values[index] ?? null),
    }),
  )
  return (
    <ResponsiveContainer width="100%" height="100%">
      <AreaChart data={data} margin={{ top: 10, right: 12, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="at"
          type="number"
          domain={[from, to]}
          allowDataOverflow
          ticks={timeTicks(from, to, MOST_TICKS)}
          tickFormatter={(moment: number) => (to - from > SHORT_MS ? clock(moment).slice(0, -3) : clock(moment))}
          tickLine={false}
          axisLine={false}
          height={22}
        />
        <YAxis width={62} domain={[0, 'auto']} tickCount={3} tickFormatter={axis} tickLine={false} axisLine={false} />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--control)' }}
          content={({ payload }) => {
            // Every payload entry carries the moment it was drawn from.
            const moment = payload[0]?.payload as Moment | undefined
            if (!moment || moment.values.every((value) => value === null)) return null
            return (
              <div className="chart-tip">
                {clock(moment.at)}
                {series.map(({ label, colour }, index) => {
                  const value = moment.values[index] ?? null
                  return (
                    <div key={label}>
                      <i className="chart-swatch" style={{ background: `var(${colour})` }} />
                      {label} <b>{value === null ? '—' : exact(value)}</b>
                    </div>
                  )
                })}
              </div>
            )
          }}
        />
        {series.map(({ label, colour }, index) => (
          <Area
            key={label}
            name={label}
            dataKey={({ values }: Moment) => values[index] ?? null}
            stackId={stacked ? 'all' : undefined}
            type="linear"
            stroke={`var(${colour})`}
            strokeWidth={1.5}
            fill={`var(${colour})`}
            fillOpacity={stacked ? 0.7 : 0}
            connectNulls={false}
            dot={false}
            activeDot={{ r: 3, strokeWidth: 0 }}
            isAnimationActive={false}
          />
        ))}
        {marks
          .filter((mark) => mark.at > from && mark.at < to)
          .map((mark) => (
            <ReferenceLine
              key={`${mark.at} ${mark.label}`}
              x={mark.at}
              stroke="var(--offline-t)"
              strokeDasharray="2 3"
              label={{
                value: `${clock(mark.at)} ${mark.label}`,
                position: mark.at - from > (to - from) / 2 ? 'insideTopRight' : 'insideTopLeft',
                className: 'chart-mark',
              }}
            />
          ))}
      </AreaChart>
    </ResponsiveContainer>
  )
}

const MOST_TICKS = 6
/** Spans this short are labelled with seconds. */
const SHORT_MS = 180_000
