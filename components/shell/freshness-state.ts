import type { Connection } from '@/components/live/connection'
import type { Source } from '@/lib/model/source'

/**
 * How fresh what the page shows is. `at`: epoch ms of the oldest reading that is still due often; what is read only now
 * and then counts as soon as it is late. Null when there is none.
 */
export interface FreshnessState {
  state: 'live' | 'late' | 'gone'
  at: number | null
}

/** A broker that is down is the cluster's trouble; the picture of the cluster stays fresh without it. */
function counts(source: Source): boolean {
  return source.status !== 'absent' && !source.name.startsWith('broker:')
}

/** Sources read at least this often tell the age of the picture. */
const OFTEN_MS = 10_000
/** Reading, sending and the one-second clock take their time. */
const GRACE_MS = 2_000

function isLate(source: Source, now: number): boolean {
  const at = lastGoodAt(source, now)
  if (source.status !== 'live' || at === null) return true
  return source.intervalMs !== null && now - at > 2 * source.intervalMs + GRACE_MS
}

function earliest(times: readonly (number | null)[]): number | null {
  return times.reduce<number | null>((low, at) => (at === null ? low : Math.min(low ?? at, at)), null)
}

/** When a source was last known to be right: a pushing one is right until it says otherwise. */
function lastGoodAt(source: Source, now: number): number | null {
  return source.intervalMs === null && source.status === 'live' ? now : source.lastOkAt
}

/** The state of all sources in one, our own connection to the server among them. `now`: epoch ms. */
export function freshnessState(sources: readonly Source[], connection: Connection, now: number): FreshnessState {
  const counted = sources.filter(counts)
  const tardy = counted.filter((source) => isLate(source, now))
  const telling = counted.filter((source) => tardy.includes(source) || (source.intervalMs ?? 0) <= OFTEN_MS)
  const oldest = earliest(telling.map((source) => lastGoodAt(source, now)))
  if (connection.status === 'lost') return { state: 'gone', at: connection.since }
  if (counted.length === 0) return { state: 'gone', at: null }
  if (counted.every((source) => source.status === 'down')) return { state: 'gone', at: oldest }
  return { state: tardy.length > 0 ? 'late' : 'live', at: oldest }
}
