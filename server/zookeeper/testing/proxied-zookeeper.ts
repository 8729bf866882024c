import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { type Cluster, type ManagedProcess, startCluster } from '@/e2e/cluster/cluster'
import { type CuttingProxy, startProxy } from '@/e2e/cluster/cutting-proxy'
import type { SessionOptions } from '../session'
import { type ObservedSession, observedSession } from './live-session'
import { ZnodeWriter } from './znode-writer'

/** The credentials that may read `/secret`. */
export const ANN = { scheme: 'digest', value: 'ann:secret' }

/** A real ZooKeeper server behind a proxy that makes faults. It holds `/data` (20,000 × "x"), `/small` and `/secret`. */
export interface ProxiedZookeeper {
  readonly zookeeper: ManagedProcess
  readonly proxy: CuttingProxy
  /** Past the proxy, as ANN. */
  readonly writer: ZnodeWriter
  /** A session through the proxy, closed after the test. */
  readonly observed: (options?: Partial<SessionOptions>) => ObservedSession
}

/** Starts it before all tests of the calling file, heals the proxy after each, and stops it after all. */
export function proxiedZookeeper(): ProxiedZookeeper {
  let cluster: Cluster | undefined
  let parts: Omit<ProxiedZookeeper, 'observed'> | undefined
  const open: ObservedSession[] = []
  const started = () => {
    if (parts === undefined) throw new Error('It starts before the first test')
    return parts
  }

  beforeAll(async () => {
    cluster = await startCluster({
      brokers: 0,
      // Listeners in the settings keep the start from waiting for brokers, of which there are none.
      brokerConfig: { listeners: 'none' },
      zookeeperConfig: { '4lw.commands.whitelist': 'srvr,dump', enforceQuota: 'true' },
    })
    const [zookeeper] = cluster.zookeepers
    if (zookeeper === undefined) throw new Error('no ZooKeeper server')
    const proxy = await startProxy(zookeeper.port)
    const writer = await ZnodeWriter.open(`127.0.0.1:${zookeeper.port}`, ANN)
    parts = { zookeeper, proxy, writer }
    await writer.create('/data', 'x'.repeat(20_000))
    await writer.create('/small', 'old')
    const hash = createHash('sha1').update(ANN.value).digest('base64')
    await writer.create('/secret', 'x', { acl: ['digest', `ann:${hash}`] })
  })

  afterEach(async () => {
    await Promise.all(open.splice(0).map(({ session }) => session.close()))
    parts?.proxy.rewriteChunks(null)
    await parts?.proxy.resume()
  })

  afterAll(async () => {
    parts?.writer.close()
    await parts?.proxy.stop()
    await cluster?.stop()
  })

  return {
    get zookeeper() {
      return started().zookeeper
    },
    get proxy() {
      return started().proxy
    },
    get writer() {
      return started().writer
    },
    observed(options = {}) {
      const one = observedSession({ connect: `127.0.0.1:${started().proxy.port}`, ...options })
      open.push(one)
      return one
    },
  }
}
