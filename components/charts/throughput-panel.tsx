'use client'
import { lazy, Suspense, useMemo } from 'react'
import { useNow } from '@/components/live/use-now'
import { usePulse } from '@/components/live/use-pulse'
import { EmptyState } from '@/components/ui/empty-state'
import { Panel } from '@/components/ui/panel'
import { Segmented } from '@/components/ui/segmented'
import { useUrlState } from '@/components/ui/url-state'
import { formatRate } from '@/lib/format'
import { RateTable } from './rate-table'
import './throughput.css'
import { useIdle } from './use-idle'

const ThroughputChart = lazy(async () => ({ default: (await import('./throughput-chart')).ThroughputChart }))

const VIEWS = [
  { value: 'chart', label: 'Chart' },
  { value: 'table', label: 'Table' },
] as const

const REDRAW_MS = 5_000

/** Messages appended per second over all partitions, from the growth of their end offsets. */
export function ThroughputPanel({ from, mark }: { from: number; mark: number | null }) {
  const pulse = usePulse()
  const now = useNow()
  const idle = useIdle()
  const [view, setView] = useUrlState('rate', 'chart')
  const points = useMemo(() => pulse.map(({ at, messagesPerSecond }) => ({ at, rate: messagesPerSecond })), [pulse])
  const latest = points.findLast(({ rate }) => rate !== null)?.rate ?? null
  // The time axis moves in steps, so that the chart is not drawn anew every second.
  const to = Math.ceil(now / REDRAW_MS) * REDRAW_MS
  const start = Math.floor(from / REDRAW_MS) * REDRAW_MS
  return (
    <Panel
      title="Throughput"
      sub="messages/s, from the growth of the end offsets"
      end={
        <>
          <span className="small mut">
            {latest === null ? null : <b className="chart-now">{formatRate(latest)}</b>} {latest !== null && 'msg/s'}
          </span>
          <Segmented label="Shown as" value={view === 'table' ? 'table' : 'chart'} items={VIEWS} onChange={setView} />
        </>
      }
    >
      {latest === null ? (
        <EmptyState title="No rate yet" detail="It takes two readings of the offsets to tell one." />
      ) : view === 'table' ? (
        <RateTable points={points} />
      ) : (
        <div
          className="chart-box"
          role="img"
          aria-label={`Messages per second over the recorded time; ${formatRate(latest)} at the last reading.`}
        >
          {idle && (
            <Suspense fallback={null}>
              <ThroughputChart points={points} from={start} to={to} mark={mark} />
            </Suspense>
          )}
        </div>
      )}
    </Panel>
  )
}
