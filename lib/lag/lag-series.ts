import type { GroupLagHistory, LagSample } from '../history/lag-history'
import { compareNames } from '../rows/partition-row'

/** A group's last hour as columns; index = moment, null = not known then. int64 as decimal strings. */
export interface LagSeries {
  /** Epoch ms, ascending. */
  at: number[]
  totalLag: (string | null)[]
  timeLagMs: (number | null)[]
  /** The topics with most lag, most first; the last, without a name, is the sum of all others. */
  byTopic: { topic: string | null; lag: (string | null)[] }[]
  producedPerSecond: (number | null)[]
  consumedPerSecond: (number | null)[]
}

/** Moments further apart lie around a time in which nothing was read. */
const GAP_MS = 25_000
const MOST_POINTS = 360
const MOST_TOPICS = 5

type Moment = LagSample | { at: number; ends: null }

/**
 * The recorded samples as series. A sum is null while a part of it that was known before is not: a partition without a
 * leader must not look like lag that went away.
 */
export function lagSeries({
  partitions,
  samples,
}: Pick<GroupLagHistory, 'samples'> & { partitions: readonly { topic: string }[] }): LagSeries {
  const moments = withGaps(samples).slice(-MOST_POINTS)
  const begun = beginnings(moments, partitions.length)
  const sum = (indexes: readonly number[]) => moments.map((_, moment) => lagAt(moments, moment, indexes, begun))
  const all = partitions.map((_, index) => index)
  const rate = (field: 'ends' | 'committed') => moments.map((_, moment) => rateAt(moments, moment, field, all, begun))
  return {
    at: moments.map(({ at }) => at),
    totalLag: texts(sum(all)),
    timeLagMs: moments.map((one) => (one.ends === null ? null : one.timeLagMs)),
    byTopic: topTopics(partitions, sum),
    producedPerSecond: rate('ends'),
    consumedPerSecond: rate('committed'),
  }
}

function withGaps(samples: readonly LagSample[]): Moment[] {
  return samples.flatMap((sample, index): Moment[] => {
    const before = samples[index - 1]
    if (!before || sample.at - before.at <= GAP_MS) return [sample]
    return [{ at: Math.round((before.at + sample.at) / 2), ends: null }, sample]
  })
}

/** The first moment at which each partition was known; what comes before is no gap. */
function beginnings(moments: readonly Moment[], partitions: number): number[] {
  return Array.from({ length: partitions }, (_, index) => {
    const first = moments.findIndex(
      (one) => one.ends !== null && one.ends[index] != null && one.committed[index] != null,
    )
    return first < 0 ? Number.POSITIVE_INFINITY : first
  })
}

function lagAt(
  moments: readonly Moment[],
  at: number,
  indexes: readonly number[],
  begun: readonly number[],
): bigint | null {
  const moment = moments[at]
  if (!moment || moment.ends === null) return null
  let total: bigint | null = null
  for (const index of indexes) {
    if ((begun[index] ?? 0) > at) continue
    const [end, committed] = [moment.ends[index] ?? null, moment.committed[index] ?? null]
    if (end === null || committed === null || committed > end) return null
    total = (total ?? 0n) + end - committed
  }
  return total
}

/** Per second since the moment before; what went back was no traffic. */
function rateAt(
  moments: readonly Moment[],
  at: number,
  field: 'ends' | 'committed',
  indexes: readonly number[],
  begun: readonly number[],
): number | null {
  const [before, now] = [moments[at - 1], moments[at]]
  if (!before || !now || before.ends === null || now.ends === null) return null
  let moved: bigint | null = null
  for (const index of indexes) {
    if ((begun[index] ?? 0) > at - 1) continue
    const [from, to] = [before[field][index] ?? null, now[field][index] ?? null]
    if (from === null || to === null || to < from) return null
    moved = (moved ?? 0n) + to - from
  }
  if (moved === null) return null
  return Number((moved * 100_000n) / BigInt(Math.max(1, Math.round(now.at - before.at)))) / 100
}

function topTopics(
  partitions: readonly { topic: string }[],
  sum: (indexes: readonly number[]) => (bigint | null)[],
): LagSeries['byTopic'] {
  const byTopic = new Map<string, number[]>()
  for (const [index, { topic }] of partitions.entries()) {
    const own = byTopic.get(topic)
    if (own) own.push(index)
    else byTopic.set(topic, [index])
  }
  const topics = [...byTopic].map(([topic, indexes]) => {
    const lag = sum(indexes)
    return { topic, indexes, lag, last: lag.findLast((one) => one !== null) ?? -1n }
  })
  topics.sort((a, b) => (a.last > b.last ? -1 : a.last < b.last ? 1 : compareNames(a.topic, b.topic)))
  const most = topics.slice(0, MOST_TOPICS).map(({ topic, lag }) => ({ topic, lag: texts(lag) }))
  const others = topics.slice(MOST_TOPICS).flatMap(({ indexes }) => indexes)
  return others.length === 0 ? most : [...most, { topic: null, lag: texts(sum(others)) }]
}

function texts(values: readonly (bigint | null)[]): (string | null)[] {
  return values.map((one) => (one === null ? null : String(one)))
}
