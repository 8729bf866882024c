'use client'

import { useEvents } from '@/components/live/use-events'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { Since } from '@/components/ui/since'
import { StateBadge } from '@/components/ui/state-badge'
import { Unknown } from '@/components/ui/unknown'
import type { EventCause } from '@/lib/events/event'
import type { CellState } from '@/lib/rows/partition-status'
import type { FieldChange } from '../data/field-changes'
import { Visible } from '../data/visible'
import type { WatchEntry } from '../live/watch-log'
import { exportLog } from './export-log'
import { watchCause } from './watch-cause'

const KIND: Record<WatchEntry['kind'], { state: CellState; word: string }> = {
  opened: { state: 'ok', word: 'found' },
  created: { state: 'ok', word: 'created' },
  value: { state: 'move', word: 'written' },
  acl: { state: 'urp', word: 'ACL changed' },
  deleted: { state: 'offline', word: 'deleted' },
}

/** Every value of the node seen since it was opened, newest first, with what changed each time. */
export function WatchLogPanel({ path, log }: { path: string; log: readonly WatchEntry[] }) {
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
            onClick={() => exportLog(path, entries)}
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
                <th scope="col">Change</th>
                <th scope="col">Why</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <tr key={`${entry.kind} ${entry.mzxid} ${entry.at}`}>
                  <td data-label="Time">
                    <Since at={entry.at} ms />
                  </td>
                  <td className="mono" data-label="Version">
                    {entry.version === null ? '' : `v${entry.version}`}
                  </td>
                  <td data-label="What">
                    <StateBadge state={KIND[entry.kind].state}>{KIND[entry.kind].word}</StateBadge>
                    {entry.missed > 0 ? <span className="mut"> {entry.missed} missed before</span> : null}
                  </td>
                  <td className="mono change" data-label="Change">
                    <Change entry={entry} />
                  </td>
                  <td data-label="Why">
                    <Why cause={watchCause(events, path, entry.at)} />
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

function Why({ cause }: { cause: EventCause | null }) {
  if (cause === null) return <Unknown reason="no event of the cluster tells why" />
  return (
    <>
      {cause.sentence} <span className={cause.certainty === 'observed' ? 'tag' : 'tag dashed'}>{cause.certainty}</span>
    </>
  )
}

const FIELDS_SHOWN = 6
const VALUE_SHOWN = 120

function Change({ entry }: { entry: WatchEntry }) {
  if (entry.kind === 'deleted') return <span className="mut">the node is gone</span>
  if (entry.kind === 'value' && entry.changes.length === 0) {
    return <span className="mut">the same fields, written anew</span>
  }
  if (entry.changes.length === 0)
    return entry.value === null ? <span className="mut">no data</span> : <Value text={entry.value} />
  return (
    <>
      {entry.changes.slice(0, FIELDS_SHOWN).map((change) => (
        <FieldText key={change.field} change={change} />
      ))}
      {entry.changes.length > FIELDS_SHOWN ? <i>and {entry.changes.length - FIELDS_SHOWN} more fields</i> : null}
    </>
  )
}

function FieldText({ change: { field, before, after } }: { change: FieldChange }) {
  return (
    <span className="field">
      {field === '' ? null : (
        <i>
          <Visible text={field} />{' '}
        </i>
      )}
      {before === null ? <i>nothing</i> : <Value text={before} />} →{' '}
      <b>{after === null ? <i>nothing</i> : <Value text={after} />}</b>
    </span>
  )
}

function Value({ text }: { text: string }) {
  return (
    <>
      <Visible text={text.slice(0, VALUE_SHOWN)} />
      {text.length > VALUE_SHOWN ? '…' : ''}
    </>
  )
}
