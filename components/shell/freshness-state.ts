import type { Connection } from '@/components/live/connection'
import type { Source } from '@/lib/model/source'

/** How fresh what the page shows is. `at`: epoch ms of the oldest reading that counts; null when there is none. */
export interface FreshnessState {
  state: 'live' | 'late' | 'gone'
  at: number | null
}

/** A broker that is down is the cluster's trouble; the picture of the cluster stays fresh without it. */
function counts(source: Source): boolean {
  return source.status !== 'absent' && !source.name.startsWith('broker:')
}

/** When a source was last known to be right: a pushing one is right until it says otherwise. */
export function lastGoodAt(source: Source, now: number): number | null {
  return source.intervalMs === null && source.status === 'live' ? now : source.lastOkAt
}

/** The state of all sources in one, our own connection to the server among them. `now`: epoch ms. */
export function freshnessState(sources: readonly Source[], connection: Connection, now: number): FreshnessState {
  const counted = sources.filter(counts)
  const times = counted.map((source) => lastGoodAt(source, now))
  const oldest = times.reduce<number | null>((low, at) => (at === null ? low : Math.min(low ?? at, at)), null)
  if (connection.status === 'lost') return { state: 'gone', at: connection.since }
  if (counted.length === 0) return { state: 'gone', at: null }
  if (counted.every((source) => source.status === 'down')) return { state: 'gone', at: oldest }
  const late = counted.some((source, index) => {
    const at = times[index]
    if (source.status !== 'live' || at === null || at === undefined) return true
    return source.intervalMs !== null && now - at > 2 * source.intervalMs + GRACE_MS
  })
  return { state: late ? 'late' : 'live', at: oldest }
}

/** Reading, sending and the one-second clock take their time. */
const GRACE_MS = 2_000
