import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { APIS, type Api } from '@/server/kafka/wire/apis'
import { FRAME_LIMIT, FrameSplitter } from '@/server/kafka/wire/frame-splitter'

/** What went through a relay since the last reset. */
export interface RelayCounts {
  /** Requests by name. */
  requests: Map<string, number>
  bytesIn: number
  bytesOut: number
}

/** Names a request by its frame (without its size); `index` counts the frames of its connection, from 0. */
export type NameOf = (frame: Buffer, index: number) => string

/** A TCP relay in front of one server that counts its clients' requests. */
export interface CountingRelay {
  readonly counts: RelayCounts
  reset(): void
  stop(): Promise<void>
}

const NAMES = new Map(
  Object.values(APIS as Record<string, Api<never, unknown>>).map(({ schema }) => [schema.key, schema.name]),
)

const LIST_GROUPS = 16

/**
 * Kafka's requests by their API; those the product has no name for by "key n". A list of the groups in certain states
 * alone counts by a name of its own.
 */
function kafkaName(frame: Buffer): string {
  const key = frame.readInt16BE(0)
  const name = NAMES.get(key) ?? `key ${key}`
  return key === LIST_GROUPS && asksForStates(frame) ? `${name} by state` : name
}

/** From version 4 on the body begins with the states: a compact array, its length plus one ahead. */
function asksForStates(frame: Buffer): boolean {
  if (frame.readInt16BE(2) < 4) return false
  const clientId = Math.max(0, frame.readInt16BE(8))
  // One byte for the tags of the header, of which there are none.
  return frame.readUInt8(10 + clientId + 1) > 1
}

/**
 * Listens on a port of 127.0.0.1 in front of another one, for a protocol whose requests begin with their size (int32).
 * A connection that begins with four letters carries one of ZooKeeper's words, and counts as such.
 */
export async function startCountingRelay(
  port: number,
  targetPort: number,
  nameOf: NameOf = kafkaName,
): Promise<CountingRelay> {
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
    const count = (name: string) => counts.requests.set(name, (counts.requests.get(name) ?? 0) + 1)
    let index = 0
    client.on('data', (chunk: Buffer) => {
      counts.bytesOut += chunk.length
      if (index === 0 && /^[a-z]{4}/.test(chunk.toString('latin1', 0, 4))) {
        count(chunk.toString('latin1', 0, 4))
        return
      }
      for (const frame of splitter.push(chunk)) count(nameOf(frame, index++))
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
