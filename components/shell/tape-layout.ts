import { EVENT_STATE } from '@/components/events/event-text'
import type { ClusterEvent } from '@/lib/events/event'
import type { CellState } from '@/lib/rows/partition-status'
import type { PulseSample } from '@/lib/time-series'

const WINDOW_MS = 3_600_000
const LABEL_MS = 600_000
/** A label nearer to the right edge would be cut off. */
const LABEL_ROOM_MS = 150_000
/** Samples come every ten seconds; a longer hole was not recorded. */
const HOLE_MS = 35_000
/** Events closer than this make one tick: about a pixel of the tape. */
const BUCKET_MS = 4_000
const TALLEST_PX = 21

/** One piece of the ribbon, in percent of the hour; `unknown` is drawn hatched. */
export interface TapeSpan {
  from: number
  width: number
  state: CellState
}

/** Everything the tape draws; places are percent of the hour from its left edge. */
export interface TapeLayout {
  ribbon: TapeSpan[]
  ticks: { at: number; heightPx: number; state: CellState; count: number }[]
  labels: { at: number; text: string; odd: boolean }[]
  /** Epoch ms of the first sample when it lies inside the hour; null when the whole hour is recorded. */
  recordedSince: number | null
  /** Events in the hour. */
  events: number
}

const BASE_PX: Record<CellState, number> = { offline: 16, minisr: 13, urp: 10, move: 7, unknown: 6, ok: 5 }
const WORST_FIRST: readonly CellState[] = ['offline', 'minisr', 'urp', 'move', 'unknown', 'ok']

/** The hour before `now` (epoch ms). `pulse` oldest first, `events` newest first. */
export function tapeLayout(pulse: readonly PulseSample[], events: readonly ClusterEvent[], now: number): TapeLayout {
  const start = now - WINDOW_MS
  const place = (at: number) => ((Math.min(now, Math.max(start, at)) - start) / WINDOW_MS) * 100
  const recent = events.filter((event) => event.at >= start && event.at <= now)
  const first = pulse[0]
  return {
    ribbon: ribbon(pulse, start, now, place),
    ticks: ticks(recent, start, place),
    labels: labels(start, now, place),
    recordedSince: first && first.at > start + HOLE_MS ? first.at : null,
    events: recent.length,
  }
}

function ribbon(pulse: readonly PulseSample[], start: number, now: number, place: (at: number) => number): TapeSpan[] {
  const spans: { from: number; to: number; state: CellState }[] = []
  const add = (from: number, to: number, state: CellState) => {
    const last = spans.at(-1)
    if (to <= from || to <= start) return
    if (last && last.state === state && last.to >= from) last.to = to
    else spans.push({ from, to, state })
  }
  let end = start
  for (const [index, sample] of pulse.entries()) {
    add(end, sample.at, 'unknown')
    const next = Math.min(pulse[index + 1]?.at ?? now, sample.at + HOLE_MS)
    add(sample.at, next, sample.state)
    end = Math.max(end, next)
  }
  add(end, now, 'unknown')
  return spans.map(({ from, to, state }) => ({ from: place(from), width: place(to) - place(from), state }))
}

function ticks(events: readonly ClusterEvent[], start: number, place: (at: number) => number): TapeLayout['ticks'] {
  const buckets = new Map<number, ClusterEvent[]>()
  for (const event of events) {
    const bucket = Math.floor((event.at - start) / BUCKET_MS)
    const list = buckets.get(bucket)
    if (list) list.push(event)
    else buckets.set(bucket, [event])
  }
  return [...buckets]
    .sort(([a], [b]) => a - b)
    .map(([bucket, list]) => {
      const states = new Set(list.map((event) => EVENT_STATE[event.kind]))
      const state = WORST_FIRST.find((candidate) => states.has(candidate)) ?? 'unknown'
      const heightPx = Math.min(TALLEST_PX, Math.round(BASE_PX[state] + 2 * Math.log2(list.length)))
      return { at: place(start + (bucket + 0.5) * BUCKET_MS), heightPx, state, count: list.length }
    })
}

function labels(start: number, now: number, place: (at: number) => number): TapeLayout['labels'] {
  const found: TapeLayout['labels'] = []
  for (let at = Math.ceil(start / LABEL_MS) * LABEL_MS; at <= now - LABEL_ROOM_MS; at += LABEL_MS) {
    found.push({ at: place(at), text: new Date(at).toISOString().slice(11, 16), odd: (at / LABEL_MS) % 2 === 1 })
  }
  return found
}
