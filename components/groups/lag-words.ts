import type { GroupHistoryBody } from '@/lib/api/group-history-answer'
import type { ClusterEvent } from '@/lib/events/event'
import { formatClock, formatCount, formatDuration } from '@/lib/format'

type Series = GroupHistoryBody['series']

/** What the chart shows: lag in records or as an age, or what is produced and consumed. */
export type LagUnit = 'msgs' | 'time' | 'rates'

/** The unit an address names; anything else is `msgs`. */
export function readLagUnit(value: string): LagUnit {
  return value === 'time' || value === 'rates' ? value : 'msgs'
}

/** Topics as they are named in charts and tables; the sum of those beyond the first five has no name of its own. */
export function topicLabel(topic: string | null): string {
  return topic ?? 'other topics'
}

/** The chart of lag in one sentence. */
export function lagSentence(
  { at, totalLag, timeLagMs, byTopic }: Series,
  unit: Exclude<LagUnit, 'rates'>,
  now: number,
): string {
  const values = unit === 'time' ? timeLagMs : totalLag.map((one) => (one === null ? null : Number(one)))
  const words = (value: number) => (unit === 'time' ? formatDuration(value) : `${formatCount(value)} records`)
  const what = unit === 'time' ? 'Time lag' : 'Lag by topic'
  const span = `over the last ${formatDuration(now - (at[0] ?? now))}`
  const last = values.at(-1) ?? null
  let highest: { value: number; at: number } | null = null
  for (const [index, value] of values.entries())
    if (value !== null && (highest === null || value > highest.value)) highest = { value, at: at[index] ?? now }
  if (highest === null) return `${what} ${span}: not known at any time.`
  const most =
    unit === 'msgs' && highest.value > 0 && byTopic.length > 1
      ? `, most of it in ${topicLabel(byTopic[0]?.topic ?? null)}`
      : ''
  const ending = `at most ${words(highest.value)}, at ${formatClock(highest.at, { now })}`
  return `${what} ${span}: ${last === null ? 'not known now' : `${words(last)} now`}${most}; ${ending}.`
}

/** What happened to the group's coordinator and to brokers in a time, the last few, oldest first; epoch ms. */
export function lagMarks(
  events: readonly Pick<ClusterEvent, 'at' | 'kind' | 'subject' | 'after'>[],
  id: string,
  from: number,
): { at: number; label: string }[] {
  const marks = events.flatMap(({ at, kind, subject, after }) => {
    if (at < from) return []
    if (kind === 'broker-left') return [{ at, label: `broker ${subject.slice('broker:'.length)} gone` }]
    if (kind === 'coordinator-moved' && subject === `group:${id}`)
      return [{ at, label: after === null ? 'coordinator lost' : `coordinator now ${after}` }]
    return []
  })
  return marks.sort((a, b) => a.at - b.at).slice(-MOST_MARKS)
}

/** More would stand in each other's way. */
const MOST_MARKS = 3

/** One minute of the record. */
export interface LagMinute {
  /** Its beginning, epoch ms. */
  at: number
  /** The last values known in it. */
  totalLag: string | null
  timeLagMs: number | null
  byTopic: (string | null)[]
  /** Means. */
  producedPerSecond: number | null
  consumedPerSecond: number | null
}

const MINUTE_MS = 60_000

/** The series by minutes, newest first. */
export function lagMinutes(series: Series): LagMinute[] {
  const indexes = new Map<number, number[]>()
  for (const [index, at] of series.at.entries()) {
    const minute = Math.floor(at / MINUTE_MS) * MINUTE_MS
    const own = indexes.get(minute)
    if (own) own.push(index)
    else indexes.set(minute, [index])
  }
  return [...indexes].reverse().map(([at, of]) => {
    const last = <Value>(values: readonly (Value | null)[]) =>
      of.map((index) => values[index] ?? null).findLast((value) => value !== null) ?? null
    const mean = (values: readonly (number | null)[]) => {
      const known = of.flatMap((index) => values[index] ?? [])
      return known.length === 0 ? null : known.reduce((sum, one) => sum + one, 0) / known.length
    }
    return {
      at,
      totalLag: last(series.totalLag),
      timeLagMs: last(series.timeLagMs),
      byTopic: series.byTopic.map(({ lag }) => last(lag)),
      producedPerSecond: mean(series.producedPerSecond),
      consumedPerSecond: mean(series.consumedPerSecond),
    }
  })
}
