import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { APIS, type Api } from '@/server/kafka/wire/apis'
import { FRAME_LIMIT, FrameSplitter } from '@/server/kafka/wire/frame-splitter'

/** What went through a relay since the last reset. */
export interface RelayCounts {
  /** Requests by the name of their API; those the product has no name for by "key n". */
  requests: Map<string, number>
  bytesIn: number
  bytesOut: number
}

/** A TCP relay in front of one broker that counts its clients' requests. */
export interface CountingRelay {
  readonly counts: RelayCounts
  reset(): void
  stop(): Promise<void>
}

const NAMES = new Map(
  Object.values(APIS as Record<string, Api<never, unknown>>).map(({ schema }) => [schema.key, schema.name]),
)

/** Listens on a port of 127.0.0.1 in front of another one. */
export async function startCountingRelay(port: number, targetPort: number): Promise<CountingRelay> {
  const sockets = new Set<Socket>()
  let counts = noCounts()
  const server = createServer((client) => {
    const broker = connect(targetPort, '127.0.0.1')
    const splitter = new FrameSplitter(FRAME_LIMIT)
    for (const socket of [client, broker]) {
      sockets.add(socket)
      // Either end may go first; the other one follows.
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        client.destroy()
        broker.destroy()
      })
    }
    client.on('data', (chunk: Buffer) => {
      counts.bytesOut += chunk.length
      for (const frame of splitter.push(chunk)) {
        const key = frame.readInt16BE(0)
        const name = NAMES.get(key) ?? `key ${key}`
        counts.requests.set(name, (counts.requests.get(name) ?? 0) + 1)
      }
    })
    broker.on('data', (chunk: Buffer) => {
      counts.bytesIn += chunk.length
    })
    client.pipe(broker)
    broker.pipe(client)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    get counts() {
      return counts
    },
    reset() {
      counts = noCounts()
    },
    async stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function noCounts(): RelayCounts {
  return { requests: new Map(), bytesIn: 0, bytesOut: 0 }
}
