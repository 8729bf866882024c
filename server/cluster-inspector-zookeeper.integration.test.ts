import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, type ManagedProcess, startCluster } from '@/e2e/cluster/cluster'
import { fakeTopics } from '@/e2e/cluster/fake-topics'
import { type ProxiedZookeeper, startProxiedZookeeper } from '@/e2e/cluster/proxied-zookeeper'
import { until } from '@/e2e/cluster/until'
import { fourLetterWord, zookeeperMode } from '@/e2e/cluster/zookeeper-server'
import { SINGLE } from '@/lib/model/cluster'
import { partitionKey } from '@/lib/model/partition'
import { ClusterInspector } from './cluster-inspector'
import { loadConfig } from './config'
import { ZnodeWriter } from './zookeeper/testing/znode-writer'

const PARENTS = ['/kafka', '/kafka/brokers', '/kafka/brokers/ids', '/kafka/brokers/topics', '/kafka/admin']

function inspect(connect: string): ClusterInspector {
  const [config] = loadConfig({ ZOOKEEPER_CONNECT: `${connect}/kafka` }, []).clusters
  if (!config) throw new Error('no cluster configured')
  const inspector = new ClusterInspector(config, 'test', () => undefined)
  inspector.start()
  return inspector
}

const session = (inspector: ClusterInspector) => inspector.model().ensembleSession.get(SINGLE)
const gaps = (inspector: ClusterInspector) => inspector.events(5_000, ({ kind }) => kind === 'recorder-gap')

/** Waits until the model holds these states, as they were written, and no other. */
async function untilShown(inspector: ClusterInspector, states: [string, string][], limitMs: number): Promise<void> {
  const shown = (path: string): string | null => {
    const [, , , topic = '', , partition] = path.split('/')
    const state = inspector.model().partitionState.get(partitionKey(topic, Number(partition)))
    if (!state) return null
    const { controllerEpoch, leader, leaderEpoch, isr } = state
    return JSON.stringify({ controller_epoch: controllerEpoch, leader, version: 1, leader_epoch: leaderEpoch, isr })
  }
  const same = () =>
    inspector.model().partitionState.size === states.length && states.every(([path, data]) => shown(path) === data)
  await until('the model equals ZooKeeper', same, limitMs).catch(() => undefined)
  const wrong = states.flatMap(([path, data]) => (shown(path) === data ? [] : [{ path, data, shown: shown(path) }]))
  expect([wrong.length, wrong.slice(0, 3), inspector.model().partitionState.size]).toEqual([0, [], states.length])
}

const below = (chroot: string, znodes: [string, string][]) =>
  znodes.map(([path, data]): [string, string] => [`${chroot}${path}`, data])

describe('an ensemble of three', () => {
  const before = fakeTopics('before', 5, 20)
  const meanwhile = fakeTopics('meanwhile', 2, 20)
  let cluster: Cluster
  let inspector: ClusterInspector

  const addresses = (servers: readonly ManagedProcess[]) => servers.map(({ port }) => `127.0.0.1:${port}`).join(',')

  async function connected(): Promise<{ server: ManagedProcess; mode: string }> {
    const address = await until('a session', () => session(inspector)?.server)
    const server = cluster.zookeepers.find(({ port }) => address === `127.0.0.1:${port}`)
    if (!server) throw new Error(`no server is ${address}`)
    return { server, mode: await until('a mode', () => zookeeperMode(server.port)) }
  }

  /** Which server a session gets is drawn by lot. */
  async function inspectFrom(mode: 'leader' | 'follower'): Promise<ManagedProcess> {
    for (let attempt = 0; attempt < 40; attempt++) {
      inspector = inspect(addresses(cluster.zookeepers))
      const found = await connected()
      if (found.mode === mode) return found.server
      await inspector.stop()
    }
    throw new Error(`no session on a ${mode}`)
  }

  beforeAll(async () => {
    // Listeners in the settings keep the start from waiting for brokers, of which there are none.
    cluster = await startCluster({ brokers: 0, zookeepers: 3, brokerConfig: { listeners: 'none' } })
    const writer = await ZnodeWriter.open(addresses(cluster.zookeepers))
    await writer.createAll(PARENTS)
    await writer.createAll(below('/kafka', before.znodes))
    writer.close()
  })

  afterEach(async () => {
    await inspector?.stop()
    for (const server of cluster.zookeepers) {
      if (server.state === 'frozen') server.thaw()
      if (server.state === 'stopped') await server.start()
    }
    await Promise.all(cluster.zookeepers.map(({ port }) => until('serving', () => zookeeperMode(port))))
  })

  afterAll(() => cluster?.stop())

  const faults: [what: string, mode: 'leader' | 'follower', strike: (server: ManagedProcess) => unknown][] = [
    ['its follower is killed', 'follower', (server) => server.kill()],
    ['its leader is killed', 'leader', (server) => server.kill()],
    ['its follower stands still', 'follower', (server) => server.freeze()],
    ['its leader stands still', 'leader', (server) => server.freeze()],
  ]

  it.each(faults)('shows what happened while %s', async (what, mode, strike) => {
    const round = faults.findIndex(([one]) => one === what)
    const server = await inspectFrom(mode)
    await untilShown(inspector, before.states(round), 20_000)
    const sessionId = session(inspector)?.sessionId
    const others = cluster.zookeepers.filter((one) => one !== server)
    await strike(server)
    // It connects once the others can serve, which after the loss of their leader takes an election.
    const writer = await ZnodeWriter.open(addresses(others))
    await writer.setAll(below('/kafka', before.states(round + 1)))
    await writer.createAll(below('/kafka', meanwhile.znodes))
    await untilShown(inspector, [...before.states(round + 1), ...meanwhile.states(0)], 40_000)
    expect(session(inspector)).toMatchObject({ status: 'live', sessionId })
    expect(addresses(others).split(',')).toContain(session(inspector)?.server)
    await until('the gap is marked', () => gaps(inspector).length === 1)
    // What happens from here on is told by watches, which stand again.
    await writer.removeAll(meanwhile.znodes.map(([path]) => `/kafka${path}`))
    await untilShown(inspector, before.states(round + 1), 10_000)
    expect(gaps(inspector)).toHaveLength(1)
    writer.close()
  })
})

describe('a server behind a bad link', () => {
  const topics = fakeTopics('burst', 100, 100)
  let link: ProxiedZookeeper
  let writer: ZnodeWriter
  let inspector: ClusterInspector

  beforeAll(async () => {
    link = await startProxiedZookeeper({ maxSessionTimeout: '2000' })
    writer = await ZnodeWriter.open(`127.0.0.1:${link.zookeeper.port}`)
    await writer.createAll(PARENTS)
    await writer.createAll(below('/kafka', topics.znodes))
    inspector = inspect(`127.0.0.1:${link.proxy.port}`)
    await untilShown(inspector, topics.states(0), 60_000)
  })

  afterAll(async () => {
    await inspector?.stop()
    writer?.close()
    await link?.stop()
  })

  it('shows 10,000 states that are rewritten in a burst, three times over', async () => {
    const loop = monitorEventLoopDelay({ resolution: 5 })
    loop.enable()
    const began = performance.now()
    for (const epoch of [1, 2, 3]) await writer.setAll(below('/kafka', topics.states(epoch)))
    const wroteMs = performance.now() - began
    await untilShown(inspector, topics.states(3), 60_000)
    const tookMs = performance.now() - began
    loop.disable()
    const [p99, max] = [loop.percentile(99), loop.max].map((nanoseconds) => Math.round(nanoseconds / 1e6))
    process.stdout.write(
      `30,000 writes in ${Math.round(wroteMs)} ms, shown after ${Math.round(tookMs)} ms, loop p99 ${p99} ms, longest ${max} ms\n`,
    )
    expect(session(inspector)?.status).toBe('live')
    expect(gaps(inspector)).toEqual([])
  }, 120_000)

  it('reads everything anew when its session has expired, and marks the gap', async () => {
    const sessionId = session(inspector)?.sessionId ?? ''
    link.proxy.pause()
    await until('the server has dropped the session', async () => {
      return (await fourLetterWord(link.zookeeper.port, 'dump'))?.includes(sessionId) === false
    })
    await writer.setAll(below('/kafka', topics.states(4)))
    const [gone] = topics.znodes
    const removed = topics.znodes.map(([path]) => path).filter((path) => `${path}/`.startsWith(`${gone?.[0]}/`))
    await writer.removeAll(removed.map((path) => `/kafka${path}`))
    await link.proxy.resume()
    const left = topics.states(4).filter(([path]) => !removed.includes(path))
    expect(left).toHaveLength(9_900)
    await untilShown(inspector, left, 60_000)
    await until('live', () => session(inspector)?.status === 'live')
    expect(session(inspector)?.sessionId).not.toBe(sessionId)
    await until('the gap is marked', () => gaps(inspector).length === 1)
    const late = inspector.events(5_000, ({ kind }) => kind === 'topic-deleted')
    expect(late).toMatchObject([{ subject: 'topic:burst-0' }])
  })
})
