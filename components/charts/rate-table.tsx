'use client'
import { useNow } from '@/components/live/use-now'
import { Unknown } from '@/components/ui/unknown'
import { formatClock, formatRate } from '@/lib/format'
import type { RatePoint } from './throughput-chart'

const MINUTE = 60_000

/** The rate as text: the mean of each minute, newest first. */
export function RateTable({ points }: { points: readonly RatePoint[] }) {
  const now = useNow()
  const minutes = new Map<number, number[]>()
  for (const { at, rate } of points) {
    const minute = Math.floor(at / MINUTE) * MINUTE
    const known = minutes.get(minute) ?? []
    if (rate !== null) known.push(rate)
    minutes.set(minute, known)
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="rate-table" aria-label="Messages per second by minute" tabIndex={0}>
      <table className="tbl">
        <thead>
          <tr>
            <th scope="col">
              Minute <span className="u">UTC</span>
            </th>
            <th scope="col" className="n">
              Messages <span className="u">per second, mean</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {[...minutes].reverse().map(([minute, rates]) => (
            <tr key={minute}>
              <td>{formatClock(minute, { now }).slice(0, -3)}</td>
              <td className="n">
                {rates.length === 0 ? (
                  <Unknown reason="the offsets were not read in this minute" />
                ) : (
                  formatRate(rates.reduce((sum, rate) => sum + rate, 0) / rates.length)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
