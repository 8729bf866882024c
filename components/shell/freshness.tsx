'use client'

import { formatAge, formatClock, formatDuration } from '@/lib/format'
import type { Source, SourceStatus } from '@/lib/model/source'
import type { Connection } from '../live/connection'
import { useConnection } from '../live/use-connection'
import { useNow } from '../live/use-now'
import { Popover } from '../ui/popover'
import { type FreshnessState, freshnessState } from './freshness-state'

const DOT: Record<SourceStatus, string> = { live: 'dot', late: 'dot late', down: 'dot gone', absent: 'dot gone' }

function inShort({ state, at }: FreshnessState, now: number): string {
  if (at === null) return 'no data yet'
  if (state === 'gone') return `last ${formatClock(at, { now })}`
  const age = formatAge(now - at)
  return state === 'late' ? `stale ${age}` : age
}

function SourceRow({ source, now }: { source: Source; now: number }) {
  const age = source.lastOkAt === null ? 'never' : formatAge(now - source.lastOkAt)
  return (
    <tr>
      <th scope="row">
        <i className={DOT[source.status]} />
        {source.name}
      </th>
      <td>{source.status}</td>
      <td className="n">{source.intervalMs === null ? 'pushed' : age}</td>
      <td className="n">{source.intervalMs === null ? '' : `every ${formatDuration(source.intervalMs)}`}</td>
      <td className="mut">{source.reason ?? ''}</td>
    </tr>
  )
}

function ServerRow({ connection, now }: { connection: Connection; now: number }) {
  const lost = connection.status === 'lost'
  return (
    <tr>
      <th scope="row">
        <i className={lost ? 'dot gone' : 'dot'} />
        this page
      </th>
      <td>{connection.status}</td>
      <td className="n">pushed</td>
      <td />
      <td className="mut">
        {lost ? `${connection.reason ?? 'lost'} since ${formatClock(connection.since, { now })}` : ''}
      </td>
    </tr>
  )
}

/** How old what you see is; opens the list of every source, our own connection to the server included. */
export function Freshness({ sources }: { sources: readonly Source[] }) {
  const connection = useConnection()
  const now = useNow()
  const fresh = freshnessState(sources, connection, now)
  const words =
    connection.status === 'lost'
      ? `server unreachable since ${formatClock(connection.since, { now })}`
      : inShort(fresh, now)
  return (
    <Popover
      triggerClass="fresh"
      label={`Freshness: ${words}`}
      align="end"
      trigger={
        <>
          <i className={fresh.state === 'live' ? 'dot' : `dot ${fresh.state}`} />
          <span>{inShort(fresh, now)}</span>
        </>
      }
    >
      {() => (
        <table className="sources">
          <caption className="sr">Sources</caption>
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col">Status</th>
              <th scope="col" className="n">
                Age
              </th>
              <th scope="col" className="n">
                Read
              </th>
              <th scope="col">Last error</th>
            </tr>
          </thead>
          <tbody>
            <ServerRow connection={connection} now={now} />
            {sources
              .filter((source) => source.status !== 'absent')
              .map((source) => (
                <SourceRow key={source.name} source={source} now={now} />
              ))}
          </tbody>
        </table>
      )}
    </Popover>
  )
}
