'use client'
import { CartesianGrid, ComposedChart, Line, ResponsiveContainer, Scatter, XAxis, YAxis } from 'recharts'
import { formatClock, formatExact } from '@/lib/format'
import './throughput.css'
import { timeTicks } from './time-ticks'

/** An offset at a moment, epoch ms. */
export interface WindowPoint {
  at: number
  offset: bigint
}

/** Committed offsets as points against the end of the log as a line. The axis begins at the lowest of them, not at zero. */
export function WindowChart({
  commits,
  ends,
  from,
  to,
}: {
  commits: readonly WindowPoint[]
  ends: readonly WindowPoint[]
  from: number
  to: number
}) {
  const base = [...commits, ...ends].reduce<bigint | null>(
    (lowest, { offset }) => (lowest === null || offset < lowest ? offset : lowest),
    null,
  )
  // Drawn as distances from the lowest offset: those are small enough for a number.
  const above = (offset: bigint) => Number(offset - (base ?? 0n))
  const data = [
    ...ends.map(({ at, offset }) => ({ at, end: above(offset), commit: null })),
    ...commits.map(({ at, offset }) => ({ at, end: null, commit: above(offset) })),
  ].sort((a, b) => a.at - b.at)
  const clock = (at: number) => formatClock(at, { now: to })
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={data} margin={{ top: 10, right: 12, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="at"
          type="number"
          domain={[from, to]}
          allowDataOverflow
          ticks={timeTicks(from, to, 5)}
          tickFormatter={clock}
          tickLine={false}
          axisLine={false}
          height={22}
        />
        <YAxis
          width={88}
          domain={[0, 'auto']}
          allowDecimals={false}
          tickCount={3}
          tickFormatter={(value: number) => formatExact((base ?? 0n) + BigInt(Math.round(value)))}
          tickLine={false}
          axisLine={false}
        />
        <Line
          dataKey="end"
          type="linear"
          stroke="var(--muted)"
          strokeWidth={1.5}
          connectNulls
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
        <Scatter dataKey="commit" fill="var(--accent)" isAnimationActive={false} />
      </ComposedChart>
    </ResponsiveContainer>
  )
}
