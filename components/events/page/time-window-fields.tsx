'use client'
import { useEffect, useState } from 'react'
import { Chip } from '@/components/ui/chip'
import { readTime } from './time-window'

const SPANS = [
  { word: '15 min', from: 'now-15m' },
  { word: '1 h', from: 'now-1h' },
  { word: '6 h', from: 'now-6h' },
]

/** From when to when, in UTC, by hand: what dragging over the histogram does. Empty = everything. */
export function TimeWindowFields({
  from,
  to,
  now,
  onWindow,
}: {
  /** As the address has them. */
  from: string
  to: string
  now: number
  onWindow: (from: string, to: string) => void
}) {
  return (
    <fieldset className="row">
      <legend className="sr">Time</legend>
      {SPANS.map((span) => (
        <Chip
          key={span.from}
          pressed={from === span.from && to === ''}
          onClick={() => onWindow(from === span.from && to === '' ? '' : span.from, '')}
        >
          {span.word}
        </Chip>
      ))}
      <TimeField label="From" value={from} now={now} onChange={(value) => onWindow(value, to)} />
      <TimeField label="To" value={to} now={now} onChange={(value) => onWindow(from, value)} />
      {from !== '' || to !== '' ? <Chip onClick={() => onWindow('', '')}>All times</Chip> : null}
    </fieldset>
  )
}

function TimeField({
  label,
  value,
  now,
  onChange,
}: {
  label: string
  value: string
  now: number
  onChange: (value: string) => void
}) {
  const [text, setText] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever else changes the value takes the field over
  useEffect(() => setText(null), [value])
  const known = value === '' || value.startsWith('now') ? null : readTime(value, now)
  const shown = text ?? (known === null ? value : inWords(known, now))
  const wrong = shown !== '' && known === null && readTime(shown, now) === null
  const commit = () => {
    if (text === null) return
    const at = readTime(text, now)
    if (text.trim() === '') onChange('')
    else if (at !== null) onChange(text.trim().startsWith('now') ? text.trim() : new Date(at).toISOString())
  }
  return (
    <label className="input">
      <span className="faint">{label}</span>
      <input
        type="text"
        value={shown}
        placeholder="14:02"
        size={12}
        spellCheck={false}
        autoComplete="off"
        aria-label={`${label}, UTC`}
        aria-invalid={wrong}
        title="14:02, 14:02:07, 2026-11-21 14:02 or now-1h, in UTC"
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit()
        }}
      />
    </label>
  )
}

/** `14:02:07` of today, `2026-11-20 14:02:07` of another day: what `readTime` reads again. */
function inWords(at: number, now: number): string {
  const iso = new Date(at).toISOString()
  const today = iso.slice(0, 10) === new Date(now).toISOString().slice(0, 10)
  return iso.slice(today ? 11 : 0, 19).replace('T', ' ')
}
