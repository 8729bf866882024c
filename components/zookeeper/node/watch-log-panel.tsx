'use client'

import { useEvents } from '@/components/live/use-events'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Since } from '@/components/ui/since'
import { StateBadge } from '@/components/ui/state-badge'
import { Unknown } from '@/components/ui/unknown'
import type { EventCause } from '@/lib/events/event'
import { formatClock } from '@/lib/format'
import type { CellState } from '@/lib/rows/partition-status'
import type { WatchEntry, WatchKind } from '../live/watch-entry'
import { exportLog } from './export-log'
import { watchCause } from './watch-cause'
import { WatchChange } from './watch-change'

const KIND: Record<WatchKind, { state: CellState; word: string }> = {
  opened: { state: 'ok', word: 'found' },
  created: { state: 'ok', word: 'created' },
  value: { state: 'move', word: 'written' },
  acl: { state: 'urp', word: 'ACL changed' },
  deleted: { state: 'offline', word: 'deleted' },
  glimpse: { state: 'offline', word: 'came and went' },
  child: { state: 'move', word: 'child' },
  children: { state: 'move', word: 'children changed' },
  gap: { state: 'unknown', word: 'not watched' },
}

/** Everything seen of the node since it was opened, newest first, with what changed each time. */
export function WatchLogPanel({ cluster, path, log }: { cluster: string; path: string; log: readonly WatchEntry[] }) {
  const events = useEvents()
  const entries = log.filter((entry) => entry.path === path)
  const missed = entries.reduce((sum, entry) => sum + entry.missed, 0)
  return (
    <>
      <header className="panelh" data-pane="log">
        <h2>Watch log</h2>
        <span className="sub">
          every value seen since it was opened, newest first;{' '}
          {missed === 0
            ? 'no version was missed'
            : `${missed} ${missed === 1 ? 'version was' : 'versions were'} missed`}
        </span>
        <span className="end">
          <Button
            quiet
            disabledReason={entries.length === 0 ? 'nothing was seen yet' : null}
            onClick={() => exportLog(cluster, path, entries, events)}
          >
            Export JSON
          </Button>
        </span>
      </header>
      {entries.length === 0 ? (
        <EmptyState title="Nothing seen yet" detail="Each value appears here as it is written." />
      ) : (
        <div className="watch-log">
          <table className="tbl">
            <caption className="sr">Values seen of this node</caption>
            <thead>
              <tr>
                <th scope="col">Time</th>
                <th scope="col">Version</th>
                <th scope="col">What</th>
                <th scope="col" className="change">
                  Change
                </th>
                <th scope="col">Why</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={entry.id}>
                  <td data-label="Time">
                    <Since at={entry.at} ms />
                  </td>
                  <td className="mono" data-label="Version">
                    {entry.version === null ? '' : `v${entry.version}`}
                  </td>
                  <td data-label="What">
                    <StateBadge state={KIND[entry.kind].state}>{KIND[entry.kind].word}</StateBadge>
                    <Missed entry={entry} />
                  </td>
                  <td className="mono change" data-label="Change">
                    <WatchChange entry={entry} />
                  </td>
                  <td data-label="Why">
                    {entry.mzxid === null ? null : <Why cause={watchCause(events, path, entry.at)} />}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

/** Versions nobody showed us are told, with the times at which watches told of them, and never made up. */
function Missed({ entry: { kind, missed, missedAt } }: { entry: WatchEntry }) {
  if (missed === 0 || kind === 'glimpse') return null
  const times = missedAt.map((at) => formatClock(at, { ms: true, now: at })).join(', ')
  return (
    <span className="mut" title={times === '' ? undefined : `written ${times}`}>
      {' '}
      {missed} missed{kind === 'created' || kind === 'deleted' ? '' : ' before'}
    </span>
  )
}

function Why({ cause }: { cause: EventCause | null }) {
  if (cause === null) return <Unknown reason="no event of the cluster tells why" />
  return (
    <>
      {cause.sentence} <span className={cause.certainty === 'observed' ? 'tag' : 'tag dashed'}>{cause.certainty}</span>
    </>
  )
}
