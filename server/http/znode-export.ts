import type { ZnodeBrowser } from '../znodes/znode-browser'

/** Lines are sent in pieces of this size. */
const PIECE_BYTES = 65_536
/** A reader that takes nothing for so long has gone, and its place is another's. */
const PATIENCE_MS = 60_000

/** A subtree as a JSON download, read while it is sent. Errors: those of `ZnodeWalks.exporting`. */
export async function znodeExport(
  { walks }: ZnodeBrowser,
  { cluster, path, signal }: { cluster: string; path: string; signal: AbortSignal },
): Promise<Response> {
  const walk = await walks.exporting({ cluster, path }, signal)
  const pieces = walk.begin()
  const encoder = new TextEncoder()
  let patience: NodeJS.Timeout | undefined
  const wait = () => {
    clearTimeout(patience)
    patience = setTimeout(walk.stop, PATIENCE_MS).unref()
  }
  const stop = () => {
    clearTimeout(patience)
    walk.stop()
  }
  wait()
  signal.addEventListener('abort', stop, { once: true })
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        let text = ''
        while (text.length < PIECE_BYTES) {
          const { value, done } = await pieces.next()
          if (done === true) {
            if (text !== '') controller.enqueue(encoder.encode(text))
            controller.close()
            return stop()
          }
          text += value
        }
        controller.enqueue(encoder.encode(text))
        wait()
      },
      cancel: stop,
    },
    { highWaterMark: 0 },
  )
  return new Response(body, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${exportName(cluster, path)}"`,
      'cache-control': 'no-store',
    },
  })
}

/** Of the cluster and the path only what no file system and no header minds. */
export function exportName(cluster: string, path: string): string {
  const name = path.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '')
  return [cluster, name.slice(0, 80), 'znodes.json'].filter((part) => part !== '').join('-')
}
