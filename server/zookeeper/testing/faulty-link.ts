import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { SessionOptions } from '../session'
import { type ObservedSession, observedSession } from './live-session'
import { ZnodeWriter } from './znode-writer'

/** The credentials that may read `/secret`. */
export const ANN = { scheme: 'digest', value: 'ann:secret' }

/** A server behind a proxy, as the link needs it. */
interface Started {
  zookeeper: { port: number }
  proxy: { port: number; rewriteChunks(fn: null): void; resume(): Promise<void> }
  stop(): Promise<void>
}

/** A server, holding `/data` (20,000 × "x"), `/small` ("old") and `/secret`, and sessions that reach it by a proxy. */
export interface FaultyLink<Server extends Started> {
  readonly zookeeper: Server['zookeeper']
  readonly proxy: Server['proxy']
  /** Past the proxy, as ANN. */
  readonly writer: ZnodeWriter
  /** A session through the proxy, closed after the test. */
  readonly observed: (options?: Partial<SessionOptions>) => ObservedSession
}

/** Starts the server before all tests of the calling file, heals the proxy after each, and stops it after all. */
export function faultyLink<Server extends Started>(start: () => Promise<Server>): FaultyLink<Server> {
  let server: Server | undefined
  let writer: ZnodeWriter | undefined
  const open: ObservedSession[] = []
  const ready = <Part>(part: Part | undefined): Part => {
    if (part === undefined) throw new Error('It starts before the first test')
    return part
  }

  beforeAll(async () => {
    server = await start()
    writer = await ZnodeWriter.open(`127.0.0.1:${server.zookeeper.port}`, ANN)
    await writer.create('/data', 'x'.repeat(20_000))
    await writer.create('/small', 'old')
    const hash = createHash('sha1').update(ANN.value).digest('base64')
    await writer.create('/secret', 'x', { acl: ['digest', `ann:${hash}`] })
  })

  afterEach(async () => {
    await Promise.all(open.splice(0).map(({ session }) => session.close()))
    server?.proxy.rewriteChunks(null)
    await server?.proxy.resume()
  })

  afterAll(async () => {
    writer?.close()
    await server?.stop()
  })

  return {
    get zookeeper() {
      return ready(server).zookeeper
    },
    get proxy() {
      return ready(server).proxy
    },
    get writer() {
      return ready(writer)
    },
    observed(options = {}) {
      const one = observedSession({ connect: `127.0.0.1:${ready(server).proxy.port}`, ...options })
      open.push(one)
      return one
    },
  }
}
