'use client'
import { useNow } from '@/components/live/use-now'
import { formatClock, formatDuration } from '@/lib/format'
import type { Lane } from './swim-lanes'
import type { Stretch } from './value-history'

interface TableRow {
  key: string
  from: number
  to: number
  what: string
  state: string
}

/** The lanes as text: one row for each stretch, newest first. */
export function LaneTable({ lanes, isr }: { lanes: readonly Lane[]; isr: readonly Stretch<number>[] }) {
  const now = useNow()
  const rows: TableRow[] = lanes.flatMap((lane) =>
    lane.bars
      .filter(({ tone }) => tone !== 'unrecorded')
      .map(({ from, to, text }) => ({ key: `${lane.id}-${from}`, from, to, what: laneName(lane), state: text })),
  )
  for (const { from, to, value } of isr)
    rows.push({ key: `isr-${from}`, from, to, what: 'ISR', state: `${value} in sync` })
  rows.sort((a, b) => b.from - a.from)
  return (
    <div className="tblw">
      <table className="tbl">
        <caption className="sr">What happened, as a table</caption>
        <thead>
          <tr>
            <th scope="col">
              From <span className="u">UTC</span>
            </th>
            <th scope="col">Until</th>
            <th scope="col">For</th>
            <th scope="col">What</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, from, to, what, state }) => (
            <tr key={key}>
              <td>{formatClock(from, { now, ms: true })}</td>
              <td>{to >= now ? 'now' : formatClock(to, { now, ms: true })}</td>
              <td>{formatDuration(to - from)}</td>
              <td>{what}</td>
              <td>{state}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function laneName(lane: Lane): string {
  if (lane.kind === 'controller') return 'Controller'
  return lane.kind === 'session' ? `Session of broker ${lane.broker}` : `Replica ${lane.broker}`
}
