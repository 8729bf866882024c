import { z } from 'zod'
import type { PulseSample } from '../time-series'
import { answerOf } from './envelope'
import { known, maybe } from './fields/known'
import { isoTime, isoTimeOrNull, time, timeQuery } from './fields/time'
import { wholeNumber } from './fields/whole-number'
import { words } from './fields/word'

const SERIES = [
  'messages-per-second',
  'offline',
  'under-min-isr',
  'under-replicated',
  'at-min-isr',
  'not-preferred',
  'brokers-missing',
] as const

type SeriesName = (typeof SERIES)[number]

const HOUR_MS = 3_600_000
const DEFAULT_POINTS = 360
const MAX_POINTS = 2_000

/** Samples are taken every 10 s, and at once when a count changes: finer steps would only be gaps. */
const FINEST_STEP_MS = 10_000
/** A sample stands for the time until the next one, but no longer than this: then nobody was looking. */
const SAMPLE_HOLDS_MS = 25_000

/** Query of `GET …/history`; without `from` the hour before `to`, without `to` until now. */
export const historyQuery = z
  .strictObject({
    series: words(SERIES),
    from: timeQuery.optional(),
    to: timeQuery.optional(),
    points: wholeNumber(1, MAX_POINTS, { default: DEFAULT_POINTS })
      .optional()
      .transform((points) => points ?? DEFAULT_POINTS),
  })
  .refine(({ from, to }) => from === undefined || from < (to ?? Date.now()), {
    path: ['from'],
    message: 'must be earlier than to, or than now',
  })

const seriesItem = z.strictObject({
  name: z.enum(SERIES),
  points: z
    .array(z.tuple([z.int(), z.number().nonnegative().nullable()]))
    .meta({ description: '[start of the step in epoch ms, value]; null: nothing was sampled then' }),
})

/** Answer of `GET …/history`. Counts are the highest of each step, a partition counting in its worst state only; rates are the mean. `step` is in ms; `held` is how far back the memory goes. */
export const historyAnswer = answerOf({
  source: z.literal('memory'),
  from: time,
  to: time,
  step: z.int().positive(),
  ...maybe('heldSince', time),
  series: z.array(seriesItem),
})

/** The asked series out of the samples (oldest first), at `now` (epoch ms). */
export function historyBody(samples: readonly PulseSample[], query: z.output<typeof historyQuery>, now: number) {
  const to = query.to ?? now
  const from = query.from ?? to - HOUR_MS
  const step = Math.max(FINEST_STEP_MS, Math.ceil((to - from) / query.points))
  return {
    source: 'memory' as const,
    from: isoTime(from),
    to: isoTime(to),
    step,
    ...known('heldSince', isoTimeOrNull(samples[0]?.at ?? null), 'nothing has been sampled yet'),
    series: query.series.map((name) => ({
      name,
      points: pointsOf(samples, READ[name], name === RATE, { from, to, step, now }),
    })),
  }
}

const RATE: SeriesName = 'messages-per-second'

const READ: Record<SeriesName, (sample: PulseSample) => number | null> = {
  'messages-per-second': (sample) => sample.messagesPerSecond,
  offline: counted((sample) => sample.offline),
  'under-min-isr': counted((sample) => sample.underMinIsr),
  'under-replicated': counted((sample) => sample.underReplicated),
  'at-min-isr': counted((sample) => sample.atMinIsr),
  'not-preferred': counted((sample) => sample.notPreferred),
  'brokers-missing': counted((sample) => sample.brokersMissing),
}

/** While the state was unknown the counts were of nothing. */
function counted(read: (sample: PulseSample) => number): (sample: PulseSample) => number | null {
  return (sample) => (sample.state === 'unknown' ? null : read(sample))
}

/** Epoch ms; `step` in ms. */
interface Span {
  from: number
  to: number
  step: number
  now: number
}

function pointsOf(
  samples: readonly PulseSample[],
  read: (sample: PulseSample) => number | null,
  mean: boolean,
  { from, to, step, now }: Span,
): [number, number | null][] {
  const points: [number, number | null][] = []
  let next = samples.findIndex((sample) => sample.at >= from)
  if (next < 0) next = samples.length
  for (let start = from; start < to; start += step) {
    const values: number[] = []
    const standing = samples[next - 1]
    const take = (sample: PulseSample): void => {
      const value = read(sample)
      if (value !== null) values.push(value)
    }
    // What stood when the step began counts too, unless a sample says otherwise at that very moment.
    if (standing && start <= now && start - standing.at < SAMPLE_HOLDS_MS && samples[next]?.at !== start) take(standing)
    for (let sample = samples[next]; sample && sample.at < Math.min(start + step, to); sample = samples[next]) {
      take(sample)
      next += 1
    }
    points.push([start, combine(values, mean)])
  }
  return points
}

function combine(values: readonly number[], mean: boolean): number | null {
  if (values.length === 0) return null
  if (!mean) return Math.max(...values)
  return Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 10) / 10
}
