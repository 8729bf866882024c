import { connect, createServer, type Server, type Socket } from 'node:net'

/** Which way bytes travel. */
export type Direction = 'to-server' | 'to-client'

/** A TCP proxy that makes the faults of networks on demand. */
export interface CuttingProxy {
  /** On 127.0.0.1; stays the same while the proxy refuses. */
  readonly port: number
  /** Open now. */
  readonly connections: number
  /** Accepted since the start. */
  readonly accepted: number
  /** Connections ended by `cutAfter`. */
  readonly cuts: number
  /** Every byte arrives this much later, both ways; 0 ends it. */
  delay(ms: number): void
  /** Accepts connections and keeps them, but forwards nothing, until `resume`. */
  pause(): void
  /** Ends `pause` and `refuse`; resolves when connections are accepted again. */
  resume(): Promise<void>
  /**
   * The first connection over which this many bytes more have gone to its client is reset there, in mid-frame; once.
   * A Node client that finds the last bytes and the reset at the same look reports an end instead of ECONNRESET.
   */
  cutAfter(bytes: number): void
  /** New connections are refused, open ones stay. */
  refuse(): void
  /** Resets every open connection. */
  cutAll(): void
  /** Passes every chunk through `fn`, which may change it, or drop it with null; null ends it. */
  rewriteChunks(fn: ((chunk: Buffer, direction: Direction) => Buffer | null) | null): void
  stop(): Promise<void>
}

interface Link {
  client: Socket
  server: Socket
  /** Bytes sent to the client since `cutAfter`. */
  counted: number
}

/** Starts a proxy on a free port in front of a port of 127.0.0.1; connections to a dead target are reset. */
export async function startProxy(targetPort: number): Promise<CuttingProxy> {
  const links = new Set<Link>()
  let delayMs = 0
  let cutBytes: number | null = null
  let rewrite: ((chunk: Buffer, direction: Direction) => Buffer | null) | null = null
  let accepted = 0
  let cuts = 0
  let paused = false
  let wake: () => void = () => {}
  let gate: Promise<void> = Promise.resolve()

  function reset(link: Link): void {
    links.delete(link)
    resetNow(link.client)
    resetNow(link.server)
  }

  function forward(link: Link, original: Buffer, direction: Direction): void {
    const chunk = rewrite ? rewrite(original, direction) : original
    if (chunk === null || !links.has(link)) return
    const [source, target] = direction === 'to-client' ? [link.server, link.client] : [link.client, link.server]
    if (direction === 'to-client' && cutBytes !== null) {
      const left = cutBytes - link.counted
      if (chunk.length >= left) {
        cutBytes = null
        cuts++
        // The bytes before the cut must have left before the reset does.
        target.write(chunk.subarray(0, left), () => setImmediate(() => reset(link)))
        source.pause()
        return
      }
      link.counted += chunk.length
    }
    if (!target.write(chunk)) {
      source.pause()
      target.once('drain', () => {
        if (!paused) source.resume()
      })
    }
  }

  function pump(link: Link, direction: Direction): void {
    const [source, target] = direction === 'to-client' ? [link.server, link.client] : [link.client, link.server]
    let order = Promise.resolve()
    const later = (act: () => void) => {
      const due = Date.now() + delayMs
      order = order.then(async () => {
        await untilTime(due)
        await gate
        act()
      })
    }
    source.on('data', (chunk) => later(() => forward(link, chunk, direction)))
    source.on('end', () => later(() => target.end()))
    source.on('error', () => reset(link))
    source.on('close', () => {
      if (source.errored) reset(link)
      else if (target.closed) links.delete(link)
    })
  }

  const server = createServer({ allowHalfOpen: true }, (client) => {
    accepted++
    const link: Link = {
      client,
      server: connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true }),
      counted: 0,
    }
    links.add(link)
    client.setNoDelay()
    link.server.setNoDelay()
    pump(link, 'to-server')
    pump(link, 'to-client')
    if (paused) holdBack(link)
  })

  function holdBack(link: Link): void {
    link.client.pause()
    link.server.pause()
  }

  const port = await listen(server, 0)

  return {
    port,
    get connections() {
      return links.size
    },
    get accepted() {
      return accepted
    },
    get cuts() {
      return cuts
    },
    delay(ms) {
      delayMs = ms
    },
    pause() {
      if (paused) return
      paused = true
      gate = new Promise((resolve) => {
        wake = resolve
      })
      for (const link of links) holdBack(link)
    },
    async resume() {
      paused = false
      wake()
      for (const link of links) {
        link.client.resume()
        link.server.resume()
      }
      if (!server.listening) await listen(server, port)
    },
    cutAfter(bytes) {
      for (const link of links) link.counted = 0
      cutBytes = bytes
    },
    refuse() {
      // Its callback waits for open connections; the port is closed at once.
      if (server.listening) server.close()
    },
    cutAll() {
      for (const link of [...links]) reset(link)
    },
    rewriteChunks(fn) {
      rewrite = fn
    },
    async stop() {
      for (const link of [...links]) reset(link)
      if (server.listening) await new Promise((resolve) => server.close(resolve))
    },
  }
}

/**
 * `resetAndDestroy` ends the stream first, so that the peer sees an orderly end before the reset. Without that step,
 * by way of the flag it sets, the peer sees the reset alone.
 */
function resetNow(socket: Socket): void {
  // The flag is a property of net.Socket that its types leave out.
  const resettable = socket as Socket & { resetAndClosing: boolean }
  resettable.resetAndClosing = true
  resettable.destroy()
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

async function untilTime(due: number): Promise<void> {
  const left = due - Date.now()
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left))
}
