import type { Channel, StreamPosition } from '@/lib/stream'
import type { ClusterInspector } from '../cluster-inspector'
import type { Inspector } from '../inspector'
import { serverSentEvents } from './server-sent-events'

/** The live changes of one cluster from a position on, as Server-Sent Events, until the client or the server ends it. */
export function eventStream(
  inspector: Inspector,
  cluster: ClusterInspector,
  channels: readonly Channel[],
  since: StreamPosition | null,
  signal: AbortSignal,
): Response {
  return serverSentEvents(inspector, signal, ({ send }) =>
    cluster.feed.subscribe(channels, since, cluster.position().revision, send),
  )
}
