import type { ClusterEvent } from '@/lib/events/event'

/** As many as the server keeps. */
const KEPT = 6_000

/** Newest first; of one moment the last derived first. */
function compare(a: ClusterEvent, b: ClusterEvent): number {
  return b.at - a.at || numberOf(b) - numberOf(a)
}

/** The running number in an event's id, `epoch-number`. */
export function numberOf({ id }: Pick<ClusterEvent, 'id'>): number {
  return Number(id.slice(id.lastIndexOf('-') + 1))
}

/** The server's start in an event's id: numbers of another start are not comparable. */
export function epochOf({ id }: Pick<ClusterEvent, 'id'>): string {
  return id.slice(0, id.lastIndexOf('-'))
}

/** Both lists as one, each event once, newest first; `log` itself when there is nothing new in `more`. */
export function mergeEvents(log: readonly ClusterEvent[], more: readonly ClusterEvent[]): readonly ClusterEvent[] {
  const known = new Set(log.map(({ id }) => id))
  const fresh = more.filter(({ id }) => !known.has(id))
  return fresh.length === 0 ? log : [...fresh, ...log].sort(compare).slice(0, KEPT)
}

/** Whether events between the log and the newest ones (newest first) never reached us: the numbers leave a hole. */
export function hasHole(log: readonly ClusterEvent[], newest: readonly ClusterEvent[]): boolean {
  const first = newest[0]
  if (first === undefined) return false
  const epoch = epochOf(first)
  const reached = maximum(log.filter((event) => epochOf(event) === epoch).map(numberOf))
  const after = newest.filter((event) => epochOf(event) === epoch && numberOf(event) > reached)
  return after.length > 0 && maximum(after.map(numberOf)) - reached !== after.length
}

function maximum(numbers: readonly number[]): number {
  return numbers.reduce((high, one) => Math.max(high, one), 0)
}
