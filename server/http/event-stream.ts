import type { Channel, StreamPosition } from '@/lib/stream'
import type { ClusterInspector } from '../cluster-inspector'
import type { Inspector } from '../inspector'

/** A reader that does not read may not hold more than this in memory. */
const MAX_BUFFERED_BYTES = 1_048_576
const HEARTBEAT_MS = 15_000

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

/** The live changes of one cluster from a position on, as Server-Sent Events, until the client or the server ends it. */
export function eventStream(
  inspector: Inspector,
  cluster: ClusterInspector,
  channels: readonly Channel[],
  since: StreamPosition | null,
  signal: AbortSignal,
): Response {
  const encoder = new TextEncoder()
  let end = (): void => undefined
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (text: string): void => {
          if ((controller.desiredSize ?? 0) <= 0) {
            end()
            return
          }
          controller.enqueue(encoder.encode(text))
        }
        const heartbeat = setInterval(() => send(': still here\n\n'), HEARTBEAT_MS)
        let ended = false
        let unsubscribe = (): void => undefined
        const forget = inspector.onStop(() => end())
        end = () => {
          if (ended) return
          ended = true
          clearInterval(heartbeat)
          unsubscribe()
          forget()
          controller.close()
        }
        signal.addEventListener('abort', () => end(), { once: true })
        send('retry: 2000\n\n')
        unsubscribe = cluster.feed.subscribe(channels, since, cluster.position().revision, send)
      },
      cancel: () => end(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MAX_BUFFERED_BYTES }),
  )
  return new Response(body, { headers: HEADERS })
}
