import { setTimeout as delay } from 'node:timers/promises'
import { type Cluster, type ManagedProcess, startCluster } from '../cluster/cluster'
import { fakeTopics } from '../cluster/fake-topics'
import { until } from '../cluster/until'
import { znodeClient } from '../cluster/znode-client'
import { zookeeperMode } from '../cluster/zookeeper-server'
import { startProduct } from '../product-server'
import { figure } from './figures'
import { type SessionWatch, watchSession } from './session-watch'

const ROUNDS = 3
const LIVE_LIMIT_MS = 5_000
const AFTER_ELECTION_LIMIT_MS = 3_000

interface Fault {
  name: string
  mode: 'leader' | 'follower'
  strike: (server: ManagedProcess) => unknown
  /** The others must elect a leader first, so the time counts from there. */
  elects: boolean
}

const FAULTS: Fault[] = [
  { name: 'follower killed', mode: 'follower', strike: (server) => server.kill(), elects: false },
  { name: 'follower stands still', mode: 'follower', strike: (server) => server.freeze(), elects: false },
  { name: 'leader killed', mode: 'leader', strike: (server) => server.kill(), elects: true },
  { name: 'leader stands still', mode: 'leader', strike: (server) => server.freeze(), elects: true },
]

/** Three ZooKeeper servers with 10,000 partition states: how soon the session is back, and everything read again. */
export async function zookeeperFaults(say: (line: string) => void): Promise<string[]> {
  const report: string[] = []
  // Listeners in the settings keep the start from waiting for brokers, of which there are none.
  const cluster = await startCluster({
    brokers: 0,
    zookeepers: 3,
    brokerConfig: { listeners: 'none' },
    onProgress: say,
  })
  try {
    await fill(cluster)
    const server = await startProduct(cluster)
    const watch = await watchSession(server.url)
    try {
      await watch.until('everything read', () => watch.source?.status === 'live')
      for (const fault of FAULTS) {
        const lives: number[] = []
        const reads: number[] = []
        for (let round = 1; round <= ROUNDS; round += 1) {
          const { liveMs, readMs } = await oneRound(cluster, watch, fault)
          say(`${fault.name}: live after ${liveMs} ms, everything read after ${readMs} ms`)
          lives.push(liveMs)
          reads.push(readMs)
        }
        const from = fault.elects ? ', from the election' : ''
        const limit = fault.elects ? AFTER_ELECTION_LIMIT_MS : LIVE_LIMIT_MS
        report.push(
          figure(`${fault.name}: live${from}, worst of ${ROUNDS}`, Math.max(...lives), 'ms', limit, lives.join(' ')),
          figure('  10,000 states read again, worst', Math.max(...reads), 'ms', null, reads.join(' ')),
        )
      }
    } finally {
      watch.stop()
      await server.stop()
    }
  } finally {
    await cluster.stop()
  }
  return report
}

/** Ms from the fault, or from the election it takes, until the session is live and until everything is read again. */
async function oneRound(cluster: Cluster, watch: SessionWatch, fault: Fault) {
  const server = await connectedTo(cluster, watch, fault.mode)
  const others = cluster.zookeepers.filter((one) => one !== server)
  const since = watch.session?.since ?? 0
  let from = Date.now()
  await fault.strike(server)
  const elected = fault.elects ? firstLeader(others) : Promise.resolve(from)
  const liveAt = await watch.until('live again', () => isLive(watch) && (watch.session?.since ?? 0) > since)
  const readAt = await watch.until('everything read', () => watch.source?.status === 'live')
  from = await elected
  await repair(server, cluster)
  return { liveMs: liveAt - from, readMs: readAt - from }
}

const isLive = (watch: SessionWatch) => watch.session?.status === 'live'

/** Epoch ms at which one of them says that it leads. */
async function firstLeader(servers: readonly ManagedProcess[]): Promise<number> {
  for (;;) {
    const modes = await Promise.all(servers.map(({ port }) => zookeeperMode(port)))
    if (modes.includes('leader')) return Date.now()
    await delay(20)
  }
}

/** Brings the session to a server of this kind: which one it gets is drawn by lot. */
async function connectedTo(cluster: Cluster, watch: SessionWatch, mode: string): Promise<ManagedProcess> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    await watch.until('live', () => isLive(watch) && watch.source?.status === 'live')
    const server = cluster.zookeepers.find(({ port }) => watch.session?.server === `127.0.0.1:${port}`)
    if (!server) throw new Error(`no server is ${watch.session?.server}`)
    if ((await until('a mode', () => zookeeperMode(server.port))) === mode) return server
    await server.kill()
    await watch.until('suspended', () => watch.session?.server !== `127.0.0.1:${server.port}`)
    await repair(server, cluster)
  }
  throw new Error(`no session on a ${mode}`)
}

async function repair(server: ManagedProcess, cluster: Cluster): Promise<void> {
  if (server.state === 'frozen') server.thaw()
  if (server.state === 'stopped') await server.start()
  // A leader that stood still says that it leads until it finds that it was replaced.
  await until('one leader and its followers', async () => {
    const modes = await Promise.all(cluster.zookeepers.map(({ port }) => zookeeperMode(port)))
    return modes.sort().join() === 'follower,follower,leader'
  })
}

/** 100 topics of 100 partitions, as Kafka would have written them. */
async function fill(cluster: Cluster): Promise<void> {
  const client = await znodeClient(cluster.zookeepers.map(({ port }) => `127.0.0.1:${port}`).join(','))
  const parents = ['/kafka', '/kafka/brokers', '/kafka/brokers/ids', '/kafka/brokers/topics']
  const { znodes } = fakeTopics('bench', 100, 100)
  await client.createAll([...parents, ...znodes.map(([path]) => `/kafka${path}`)])
  const filled = znodes.filter(([, data]) => data !== '')
  for (let from = 0; from < filled.length; from += 500) {
    await Promise.all(filled.slice(from, from + 500).map(([path, data]) => client.set(`/kafka${path}`, data)))
  }
}
