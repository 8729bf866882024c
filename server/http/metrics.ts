import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import { metrics } from '@/lib/metrics/metrics'
import { route } from './handle'

/** Time without a turn for others. */
const SLICE_MS = 5
const PIECE_LENGTH = 65_536

/** What is measured of all clusters, in the Prometheus text format. It is made while it is sent, in slices. */
export const metricsResponse = route(z.strictObject({}), ({ inspector, request: { signal } }) => {
  const clusters = inspector.clusters().map((cluster) => ({ model: cluster.model(), lag: cluster.lag() }))
  const pieces = metrics({ clusters, ...inspector.config.metrics, now: Date.now() })
  return new Response(textStream(pieces, signal), {
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' },
  })
})

/** Pulls the pieces as they are taken, never longer at a time than a slice. */
function textStream(pieces: Generator<string>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  // Of all pulls: a reader that takes at once pulls again within the same turn.
  let sliceEndsAt = 0
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        let text = ''
        while (text.length < PIECE_LENGTH) {
          if (signal.aborted) return controller.close()
          if (performance.now() >= sliceEndsAt) {
            await nextTurn()
            sliceEndsAt = performance.now() + SLICE_MS
          }
          const { value, done } = pieces.next()
          if (done === true) {
            if (text !== '') controller.enqueue(encoder.encode(text))
            return controller.close()
          }
          text += value
        }
        controller.enqueue(encoder.encode(text))
      },
      cancel() {
        pieces.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )
}
