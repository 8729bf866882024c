import type { SparkPoint } from '@/components/charts/spark-path'
import type { PulseSample } from '@/lib/time-series'
import type { BoardCell } from '@/lib/views/overview'

type Counted = 'offline' | 'underMinIsr' | 'underReplicated' | 'atMinIsr' | 'notPreferred' | 'brokersMissing'

const COUNT_OF: Record<BoardCell['kind'], Counted> = {
  offline: 'offline',
  'under-min-isr': 'underMinIsr',
  'under-replicated': 'underReplicated',
  'at-min-isr': 'atMinIsr',
  'not-preferred': 'notPreferred',
  brokers: 'brokersMissing',
}

/** What each cell of the board counted over time, closed by what it counts now. */
export function boardSeries(
  kind: BoardCell['kind'],
  count: number,
  pulse: readonly PulseSample[],
  now: number,
): SparkPoint[] {
  const name = COUNT_OF[kind]
  return [...pulse.map((sample) => ({ at: sample.at, value: sample[name] })), { at: now, value: count }]
}

const HOUR = 3_600_000
const SHORTEST = 300_000

/** The stretch small series show: the last hour, or what is recorded of it, but five minutes at least. */
export function recordedWindow(pulse: readonly PulseSample[], now: number): { from: number; to: number } {
  const first = pulse[0]?.at ?? now
  return { from: Math.min(Math.max(first, now - HOUR), now - SHORTEST), to: now }
}
