'use client'
import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import type { LiveAnswer } from '@/components/live/use-answer'
import '@/components/charts/throughput.css'
import { useEvents } from '@/components/live/use-events'
import { useNow } from '@/components/live/use-now'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Panel } from '@/components/ui/panel'
import { Segmented } from '@/components/ui/segmented'
import { Skeleton } from '@/components/ui/skeleton'
import { Unknown } from '@/components/ui/unknown'
import { useUrlState } from '@/components/ui/url-state'
import type { GroupHistoryBody } from '@/lib/api/group-history-answer'
import { formatClock, formatCount, formatDuration, formatRate } from '@/lib/format'
import { GroupLagTable } from './group-lag-table'
import { type LagUnit, lagMarks, lagSentence, readLagUnit, topicLabel } from './lag-words'

const SeriesChart = lazy(async () => ({ default: (await import('@/components/charts/series-chart')).SeriesChart }))

const UNITS = [
  { value: 'msgs', label: 'Records' },
  { value: 'time', label: 'Time' },
  { value: 'rates', label: 'Rates' },
] as const
const SUB: Record<LagUnit, string> = {
  msgs: 'records, by topic',
  time: 'age of the oldest unread record',
  rates: 'records per second',
}
const SHOWN = [
  { value: 'chart', label: 'Chart' },
  { value: 'table', label: 'Table' },
] as const
const COLOURS = ['--c1', '--c2', '--c3', '--c4', '--c5', '--c6']

/** The time axis moves in steps, so that the charts are not drawn anew every second. */
const REDRAW_MS = 5_000

/** The recorded hour of a group: its lag by topic or in time, or how fast is written and read. */
export function GroupLagPanel({ id, history }: { id: string; history: LiveAnswer<GroupHistoryBody> }) {
  const { data, fault, readAgain } = history
  const [unitText, setUnit] = useUrlState('unit', 'msgs')
  const [shown, setShown] = useUrlState('data', 'chart')
  const unit = readLagUnit(unitText)
  const known = (data?.series.at.length ?? 0) > 1
  const body = (draw: (series: GroupHistoryBody['series']) => ReactNode) => {
    if (data === null) return fault === null ? <Skeleton rows={6} /> : <ErrorState error={fault} retry={readAgain} />
    return known ? draw(data.series) : <NothingYet heldSince={data.heldSince} />
  }
  const table = shown === 'table'
  const draw = (series: GroupHistoryBody['series']) => {
    if (table) return <GroupLagTable series={series} />
    return unit === 'rates' ? <RatesChart series={series} /> : <LagChart id={id} series={series} unit={unit} />
  }
  return (
    <Panel
      title={unit === 'rates' ? 'Produced and consumed' : 'Lag'}
      sub={SUB[unit]}
      end={
        <>
          {!table && <Segmented label="Unit" value={unit} items={UNITS} onChange={setUnit} />}
          <Segmented label="Shown as" value={table ? 'table' : 'chart'} items={SHOWN} onChange={setShown} />
        </>
      }
      footer={data === null ? '\u00a0' : <Foot data={data} fault={fault?.message ?? null} />}
    >
      <div className="lag-box">{body(draw)}</div>
    </Panel>
  )
}

function useAxis(at: readonly number[]): { from: number; to: number } {
  const now = useNow()
  const to = Math.ceil(now / REDRAW_MS) * REDRAW_MS
  return { from: at[0] ?? to, to }
}

function LagChart({
  id,
  series,
  unit,
}: {
  id: string
  series: GroupHistoryBody['series']
  unit: Exclude<LagUnit, 'rates'>
}) {
  const events = useEvents()
  const { from, to } = useAxis(series.at)
  const marks = useMemo(() => lagMarks(events, id, from), [events, id, from])
  const drawn = useMemo(
    () =>
      unit === 'time'
        ? [{ label: 'time lag', colour: '--c1', values: series.timeLagMs }]
        : series.byTopic.map(({ topic, lag }, index) => ({
            label: topicLabel(topic),
            colour: COLOURS[index] ?? '--c6',
            // For drawing only: the digits that a number loses beyond 2^53 are not seen.
            values: lag.map((one) => (one === null ? null : Number(one))),
          })),
    [series, unit],
  )
  const words = unit === 'time' ? formatDuration : formatCount
  return (
    <>
      <div className="chart-box" role="img" aria-label={lagSentence(series, unit, to)}>
        <Suspense fallback={null}>
          <SeriesChart
            at={series.at}
            series={drawn}
            stacked={unit === 'msgs'}
            axis={words}
            exact={words}
            {...{ from, to, marks }}
          />
        </Suspense>
      </div>
      {unit === 'msgs' && <Legend items={drawn} />}
    </>
  )
}

function RatesChart({ series }: { series: GroupHistoryBody['series'] }) {
  const { from, to } = useAxis(series.at)
  const drawn = useMemo(
    () => [
      { label: 'produced', colour: '--c2', values: series.producedPerSecond },
      { label: 'consumed', colour: '--c1', values: series.consumedPerSecond },
    ],
    [series],
  )
  const [produced, consumed] = [series.producedPerSecond.at(-1) ?? null, series.consumedPerSecond.at(-1) ?? null]
  const said = (rate: number | null) => (rate === null ? 'not known' : `${formatRate(rate)} records per second`)
  return (
    <>
      <div
        className="chart-box"
        role="img"
        aria-label={`Records produced and consumed over the recorded time; at the last reading ${said(produced)} produced, ${said(consumed)} consumed.`}
      >
        <Suspense fallback={null}>
          <SeriesChart
            at={series.at}
            series={drawn}
            stacked={false}
            axis={formatRate}
            exact={formatRate}
            marks={NO_MARKS}
            {...{ from, to }}
          />
        </Suspense>
      </div>
      <Legend items={drawn} />
    </>
  )
}

const NO_MARKS: readonly [] = []

function Legend({ items }: { items: readonly { label: string; colour: string }[] }) {
  return (
    <p className="chart-legend">
      {items.map(({ label, colour }) => (
        <span key={label}>
          <i className="chart-swatch" style={{ background: `var(${colour})` }} />
          {label}
        </span>
      ))}
    </p>
  )
}

function Foot({ data, fault }: { data: GroupHistoryBody; fault: string | null }) {
  const now = useNow()
  if (fault !== null) return <span className="up">Not read anew: {fault}</span>
  return (
    <>
      <Rates series={data.series} />
      <span className="ml-auto">
        {data.heldSince === null
          ? data.heldSinceReason
          : `recorded since ${formatClock(Date.parse(data.heldSince), { now })} UTC, every 10\u00a0s`}
      </span>
    </>
  )
}

function Rates({ series }: { series: GroupHistoryBody['series'] }) {
  const rate = (values: readonly (number | null)[]) => {
    const last = values.at(-1) ?? null
    return last === null ? <Unknown reason="not known at the last two readings" /> : <b>{formatRate(last)}</b>
  }
  return (
    <span>
      produced {rate(series.producedPerSecond)} /s, consumed {rate(series.consumedPerSecond)} /s
    </span>
  )
}

function NothingYet({ heldSince }: { heldSince: string | null }) {
  const now = useNow()
  return (
    <EmptyState
      title="Nothing recorded yet"
      detail={
        heldSince === null
          ? 'Committed offsets and log ends are taken down every 10 s from when they are first read.'
          : `Since ${formatClock(Date.parse(heldSince), { now })} UTC: it takes two readings, 10 s apart, to draw a line.`
      }
    />
  )
}
