import type { Inspector } from '../inspector'

/** A reader that does not read may not hold more than this in memory. */
const MAX_BUFFERED_BYTES = 1_048_576
const HEARTBEAT_MS = 15_000

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
}

/** The other end of a stream of Server-Sent Events. */
export interface EventClient {
  /** Sends ready SSE text. A client that has not read 1 MiB of what came before is dropped. */
  send(text: string): void
  /** Sends it when the client has read enough of what came before; resolves then, or never when it has gone. */
  sendWhenRead(text: string): Promise<void>
  /** Ends the stream: what was sent is still read. */
  end(): void
}

/** Server-Sent Events until the client or the server ends them; `subscribe` begins to send and returns how to stop. */
export function serverSentEvents(
  inspector: Inspector,
  signal: AbortSignal,
  subscribe: (client: EventClient) => () => void,
): Response {
  const encoder = new TextEncoder()
  let end = (): void => undefined
  let waiting: (() => void)[] = []
  /** A cancelled stream is closed already. */
  let cancelled = false
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const hasRoom = () => (controller.desiredSize ?? 0) > 0
        const send = (text: string): void => {
          if (hasRoom()) controller.enqueue(encoder.encode(text))
          else end()
        }
        const sendWhenRead = async (text: string): Promise<void> => {
          while (!hasRoom()) await new Promise<void>((resolve) => waiting.push(resolve))
          send(text)
        }
        let stuck = false
        // One large message may be on its way for longer than a heartbeat; one that does not move is never read.
        const heartbeat = setInterval(() => {
          if (hasRoom() || stuck) send(': still here\n\n')
          stuck = !hasRoom()
        }, HEARTBEAT_MS)
        let ended = false
        let unsubscribe = (): void => undefined
        const forget = inspector.onStop(() => end())
        end = () => {
          if (ended) return
          ended = true
          clearInterval(heartbeat)
          unsubscribe()
          forget()
          if (!cancelled) controller.close()
        }
        signal.addEventListener('abort', () => end(), { once: true })
        send('retry: 2000\n\n')
        const stop = subscribe({ send, sendWhenRead, end: () => end() })
        if (signal.aborted) end()
        // What is sent at once may have been too much already.
        if (ended) stop()
        else unsubscribe = stop
      },
      pull() {
        const ready = waiting
        waiting = []
        for (const go of ready) go()
      },
      cancel() {
        cancelled = true
        end()
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MAX_BUFFERED_BYTES }),
  )
  return new Response(body, { headers: HEADERS })
}
