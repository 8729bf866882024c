import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Cluster, ManagedProcess } from '@/e2e/cluster/cluster'
import { startCluster } from '@/e2e/cluster/cluster'
import { until } from '@/e2e/cluster/until'
import { zookeeperMode } from '@/e2e/cluster/zookeeper-server'
import type { ObservedSession } from './testing/live-session'
import { observedSession } from './testing/live-session'
import { ZnodeWriter } from './testing/znode-writer'
import { WatchRegistry } from './watch-registry'

let cluster: Cluster
let connect: string
let observed: ObservedSession

/** The server with the session, and whether it leads. */
async function connectedTo(session = observed.session): Promise<{ server: ManagedProcess; mode: string }> {
  const server = cluster.zookeepers.find(({ port }) => `127.0.0.1:${port}` === session.state.server)
  if (server === undefined) throw new Error(`no server is ${session.state.server}`)
  return { server, mode: await until('a mode', () => zookeeperMode(server.port)) }
}

/** Opens sessions until one is on a server of the wanted kind; which server it gets is drawn by lot. */
async function onA(mode: 'leader' | 'follower'): Promise<void> {
  for (let attempt = 0; attempt < 40; attempt++) {
    observed = observedSession({ connect, sessionTimeoutMs: 10_000 })
    await observed.live(1)
    if ((await connectedTo()).mode === mode) return
    await observed.session.close()
  }
  throw new Error(`no session on a ${mode}`)
}

beforeAll(async () => {
  // Listeners in the settings keep the start from waiting for brokers, of which there are none.
  cluster = await startCluster({ brokers: 0, zookeepers: 3, brokerConfig: { listeners: 'none' } })
  connect = cluster.zookeepers.map(({ port }) => `127.0.0.1:${port}`).join(',')
  const writer = await ZnodeWriter.open(connect)
  await writer.create('/here', 'yes')
  writer.close()
})

afterEach(async () => {
  await observed.session.close()
  for (const server of cluster.zookeepers) {
    if (server.state === 'frozen') server.thaw()
    if (server.state === 'stopped') await server.start()
  }
  await Promise.all(cluster.zookeepers.map(({ port }) => until('serving', () => zookeeperMode(port))))
})

afterAll(async () => {
  await cluster?.stop()
})

describe('a session on an ensemble of three', () => {
  it.each(['follower', 'leader'] as const)('keeps its session when its %s is killed', async (mode) => {
    await onA(mode)
    const first = await observed.live(1)
    await (await connectedTo()).server.kill()
    const second = await observed.live(2)
    expect(second).toEqual({ epoch: 1, sessionId: first.sessionId, reason: 'reconnected' })
    expect((await observed.session.get('/here')).data?.toString()).toBe('yes')
  })

  it('leaves a frozen follower, with the same session and armed watches', async () => {
    await onA('follower')
    const { session, live } = observed
    const first = await live(1)
    const modes: string[] = []
    const registry = new WatchRegistry(session, ['/here'])
    registry.on('ready', ({ mode, reason }) => modes.push(`${mode} ${reason}`))
    const { server } = await connectedTo()
    server.freeze()
    const second = await live(2)
    expect(second).toEqual({ epoch: 1, sessionId: first.sessionId, reason: 'reconnected' })
    expect(session.state.server).not.toBe(`127.0.0.1:${server.port}`)
    await until('armed again', () => modes.includes('recursive reconnected'))
    registry.stop()
  })

  it('survives a frozen leader', async () => {
    await onA('leader')
    const { server } = await connectedTo()
    server.freeze()
    await observed.live(2, 30_000)
    expect((await observed.session.get('/here')).data?.toString()).toBe('yes')
  })

  it('comes back with the same session after the whole ensemble was down', async () => {
    await onA('follower')
    const first = await observed.live(1)
    await Promise.all(cluster.zookeepers.map((server) => server.kill()))
    await until('suspended', () => observed.session.state.status === 'suspended')
    await Promise.all(cluster.zookeepers.map((server) => server.start()))
    const second = await observed.live(2, 30_000)
    expect(second.sessionId).toBe(first.sessionId)
  })
})
