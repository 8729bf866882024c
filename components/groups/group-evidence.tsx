'use client'
import { lazy, Suspense, useMemo } from 'react'
import '@/components/charts/throughput.css'
import { useAnswer } from '@/components/live/use-answer'
import { useNow } from '@/components/live/use-now'
import { Offset } from '@/components/ui/offset'
import { Skeleton } from '@/components/ui/skeleton'
import type { GroupWindowBody } from '@/lib/api/group-window-answer'
import { formatClock, formatDuration, formatExact } from '@/lib/format'
import { apiPaths } from '@/lib/paths'
import type { GroupLagRow } from './group-lag-row'
import { timeLagWords } from './time-lag'

const WindowChart = lazy(async () => ({ default: (await import('@/components/charts/window-chart')).WindowChart }))

type Point = { at: number; offset: bigint }

/** Why one partition is judged as it is: the sentence, what it rests on, and the offsets themselves. */
export function GroupEvidence({ cluster, id, row }: { cluster: string; id: string; row: GroupLagRow }) {
  const { topic, partition, progress, progressReason } = row
  const { data, fault } = useAnswer<GroupWindowBody>(
    apiPaths.groupWindow(cluster, id, topic, partition),
    `${progress?.verdict} ${progress?.lastCommitAt}`,
  )
  const points = useMemo(
    () => ({ commits: pointsOf(data?.window?.commits), ends: pointsOf(data?.window?.ends) }),
    [data],
  )
  const why = progress?.verdictReason ?? progressReason
  return (
    <section className="evidence" aria-label={`Evidence of ${topic}-${partition}`}>
      <div className="evidence-words">
        <p className="strong">{progress?.sentence ?? `It cannot be judged: ${why}.`}</p>
        <ul>
          {progress?.evidence.map((line) => (
            <li key={line}>{line}</li>
          ))}
          {progress !== null && <li>time lag: {timeLagWords(progress)}</li>}
          {progress?.lastCommitReason != null && <li>{progress.lastCommitReason}</li>}
        </ul>
      </div>
      {data === null ? (
        fault === null ? (
          <Skeleton rows={4} />
        ) : (
          <p className="mut small">The offsets were not read: {fault.message}.</p>
        )
      ) : points.ends.length < 2 ? (
        <p className="mut small">{data.windowReason ?? 'The log has been watched too short a time to be drawn.'}</p>
      ) : (
        <Offsets {...points} />
      )}
    </section>
  )
}

function pointsOf(pairs: readonly [number, string][] | undefined): Point[] {
  return (pairs ?? []).map(([at, offset]) => ({ at, offset: BigInt(offset) }))
}

function Offsets({ commits, ends }: { commits: Point[]; ends: Point[] }) {
  const now = useNow()
  const from = Math.min(commits[0]?.at ?? Number.POSITIVE_INFINITY, ends[0]?.at ?? now)
  const to = Math.max(commits.at(-1)?.at ?? 0, ends.at(-1)?.at ?? now)
  return (
    <div className="evidence-offsets">
      <div className="chart-box" role="img" aria-label={sentence(commits, ends, to - from)}>
        <Suspense fallback={null}>
          <WindowChart commits={commits} ends={ends} from={from} to={to} />
        </Suspense>
      </div>
      <p className="chart-legend">
        <span>
          <i className="chart-swatch swatch-point" /> committed
        </span>
        <span>
          <i className="chart-swatch swatch-line" /> end of the log
        </span>
      </p>
      <details>
        <summary>Show data</summary>
        <table className="tbl">
          <thead>
            <tr>
              <th scope="col">
                Time <span className="u">UTC</span>
              </th>
              <th scope="col" className="n">
                Committed
              </th>
              <th scope="col" className="n">
                Log end
              </th>
            </tr>
          </thead>
          <tbody>
            {linesOf(commits, ends).map(({ at, committed, end }) => (
              <tr key={`${at} ${committed} ${end}`}>
                <td>{formatClock(at, { now, ms: true })}</td>
                <td className="n">{committed !== null && <Offset value={committed} />}</td>
                <td className="n">{end !== null && <Offset value={end} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  )
}

/** Newest first. */
function linesOf(commits: readonly Point[], ends: readonly Point[]) {
  return [
    ...commits.map(({ at, offset }) => ({ at, committed: String(offset), end: null })),
    ...ends.map(({ at, offset }) => ({ at, committed: null, end: String(offset) })),
  ].sort((a, b) => b.at - a.at)
}

function sentence(commits: readonly Point[], ends: readonly Point[], spanMs: number): string {
  const range = (points: readonly Point[]) =>
    `from ${formatExact(points[0]?.offset ?? 0n)} to ${formatExact(points.at(-1)?.offset ?? 0n)}`
  const committed = commits.length === 0 ? 'no commit was seen' : `${commits.length} commits, ${range(commits)}`
  return `Within ${formatDuration(spanMs)}: ${committed}; the end of the log went ${range(ends)}.`
}
