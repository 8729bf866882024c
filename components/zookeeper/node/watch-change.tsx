import { formatClock } from '@/lib/format'
import type { FieldChange } from '../data/field-changes'
import { Visible } from '../data/visible'
import type { WatchEntry } from '../live/watch-entry'
import { watchDifference } from './watch-difference'

const FIELDS_SHOWN = 6
const VALUE_SHOWN = 120

const OF_CHILD = {
  created: 'was created',
  deleted: 'was deleted',
  data: 'was written',
  children: 'has other children',
} as const

/** What an entry of the watch log changed, in a line or two. */
export function WatchChange({ entry }: { entry: WatchEntry }) {
  const { kind, until, child, changes, value } = entry
  if (kind === 'deleted') return <i>the node is gone</i>
  // Times without their age: "2 s before it could be read" would say something else.
  if (kind === 'glimpse') return <i>gone{until === null ? '' : ` at ${clock(until)},`} before it could be read</i>
  if (kind === 'gap') {
    return (
      <i>
        {entry.reason}
        {until === null || until === entry.at ? null : `, until ${clock(until)}`}
      </i>
    )
  }
  if (kind === 'children') return <i>one came or went; watches here do not say which</i>
  if (child !== null) {
    return (
      <>
        <Value text={child.name} /> <i>{OF_CHILD[child.change]}</i>
      </>
    )
  }
  if (kind === 'created' && entry.version === null) return <i>its first value was written over before it was read</i>
  if (kind === 'value' && changes.length === 0 && entry.missed === 0) return <i>the same fields, written anew</i>
  if (changes.length === 0) return value === null ? <i>no data</i> : <Value text={value} />
  return (
    <>
      {changes.slice(0, FIELDS_SHOWN).map((change) => (
        <FieldText key={change.field} change={change} />
      ))}
      {changes.length > FIELDS_SHOWN ? <i> and {changes.length - FIELDS_SHOWN} more fields</i> : null}
    </>
  )
}

function clock(at: number): string {
  return formatClock(at, { ms: true, now: at })
}

function FieldText({ change: { field, before, after } }: { change: FieldChange }) {
  const shown = before === null || after === null ? { before, after } : watchDifference(before, after)
  return (
    <span className="field">
      {field === '' ? null : (
        <i>
          <Visible text={field} />{' '}
        </i>
      )}
      {shown.before === null ? <i>nothing</i> : <Value text={shown.before} />} →{' '}
      <b>{shown.after === null ? <i>nothing</i> : <Value text={shown.after} />}</b>
    </span>
  )
}

function Value({ text }: { text: string }) {
  if (text === '') return <i>empty</i>
  return (
    <>
      <Visible text={text.slice(0, VALUE_SHOWN)} />
      {text.length > VALUE_SHOWN ? '…' : ''}
    </>
  )
}
