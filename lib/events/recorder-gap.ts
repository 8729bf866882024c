import { hasZooKeeper } from '../model/liveness'
import { draft, type EventContext, type EventDraft } from './event-context'
import { observed } from './leader-election'

/**
 * The source that tells of brokers, leaders and ISR is back after it was lost. `before` and `after` are when the gap
 * began (the last reading before it) and ended, ISO 8601. What changed meanwhile stands beside it, marked as seen late.
 */
export function gapEvents(name: string, context: EventContext): EventDraft[] {
  const zookeeper = hasZooKeeper(context.after)
  if (name !== (zookeeper ? 'zookeeper' : 'metadata')) return []
  const old = context.before.source.get(name)
  const now = context.after.source.get(name)
  if (old?.status !== 'down' || old.lastOkAt === null || now?.status !== 'live' || now.lastOkAt === null) return []
  // A poll that failed once and came right in time left no more out than any other.
  if (old.intervalMs !== null && now.lastOkAt - old.lastOkAt <= 2 * old.intervalMs) return []
  const lost = zookeeper ? 'no change of brokers, leaders or ISR was seen as it happened' : 'nothing could be read'
  const cause = observed('connection-lost', `${lost}${old.reason === null ? '' : `: ${old.reason}`}`)
  const [from, to] = [new Date(old.lastOkAt).toISOString(), new Date(now.lastOkAt).toISOString()]
  return [{ ...draft(context, 'recorder-gap', 'cluster', from, to, { at: now.lastOkAt, cause }), seenLate: false }]
}
