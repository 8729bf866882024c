import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Cluster, ManagedProcess } from '@/e2e/cluster/cluster'
import { startCluster } from '@/e2e/cluster/cluster'
import type { CuttingProxy } from '@/e2e/cluster/cutting-proxy'
import { startProxy } from '@/e2e/cluster/cutting-proxy'
import { until } from '@/e2e/cluster/until'
import { fourLetterWord } from '@/e2e/cluster/zookeeper-server'
import type { SessionOptions } from './session'
import { ZooKeeperSession } from './session'
import type { ObservedSession } from './testing/live-session'
import { observedSession } from './testing/live-session'
import { ZnodeWriter } from './testing/znode-writer'

let cluster: Cluster
let zookeeper: ManagedProcess
let proxy: CuttingProxy
const open: ObservedSession[] = []

function observed(options: Partial<SessionOptions> = {}): ObservedSession {
  const one = observedSession({ connect: `127.0.0.1:${proxy.port}`, ...options })
  open.push(one)
  return one
}

beforeAll(async () => {
  // Listeners in the settings keep the start from waiting for brokers, of which there are none.
  cluster = await startCluster({
    brokers: 0,
    brokerConfig: { listeners: 'none' },
    zookeeperConfig: { '4lw.commands.whitelist': 'srvr,dump' },
  })
  const server = cluster.zookeepers[0]
  if (server === undefined) throw new Error('no ZooKeeper server')
  zookeeper = server
  proxy = await startProxy(zookeeper.port)
  const writer = await ZnodeWriter.open(`127.0.0.1:${zookeeper.port}`)
  await writer.create('/data', 'x'.repeat(20_000))
  writer.close()
})

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ session }) => session.close()))
  await proxy.resume()
})

afterAll(async () => {
  await proxy?.stop()
  await cluster?.stop()
})

describe('a session in trouble', () => {
  it('comes back with the same session after a cut, and fails what was in flight', async () => {
    const { session, live, states } = observed()
    const first = await live(1)
    proxy.pause()
    const waiting = expect(session.get('/data')).rejects.toMatchObject({ code: 'unreachable' })
    proxy.cutAll()
    await waiting
    expect(session.state).toMatchObject({ status: 'suspended', reason: expect.stringContaining('was cut') })
    await expect(session.get('/data')).rejects.toMatchObject({ code: 'unreachable' })
    await proxy.resume()
    const second = await live(2)
    expect(second).toEqual({ epoch: 1, sessionId: first.sessionId, reason: 'reconnected' })
    expect((await session.get('/data')).stat.dataLength).toBe(20_000)
    expect(states.map(({ status }) => status)).toEqual(expect.arrayContaining(['live', 'suspended']))
    expect(session.metrics().reconnects).toBe(1)
  })

  it('survives a cut in mid-frame, again and again', async () => {
    const { session, live } = observed()
    await live(1)
    for (let round = 1; round <= 3; round++) {
      proxy.cutAfter(7_001 + round)
      await expect(session.get('/data')).rejects.toMatchObject({ code: 'unreachable' })
      await live(round + 1)
      expect((await session.get('/data')).data?.toString()).toBe('x'.repeat(20_000))
    }
    expect(session.state.epoch).toBe(1)
  })

  it('notices a silent server within 4 s', async () => {
    const { session, live } = observed({ sessionTimeoutMs: 20_000 })
    await live(1)
    const from = Date.now()
    proxy.pause()
    await until('suspended', () => session.state.status === 'suspended')
    expect(Date.now() - from).toBeLessThan(4_000)
    expect(session.state.reason).toMatch(/has not answered for 3\.\d s/)
    await proxy.resume()
    expect((await live(2)).reason).toBe('reconnected')
  })

  it('gives up on a request in time, and the session stays', async () => {
    const { session, live } = observed()
    await live(1)
    proxy.delay(700)
    await expect(session.get('/data', { timeoutMs: 200 })).rejects.toMatchObject({ code: 'timeout' })
    proxy.delay(0)
    expect((await session.get('/data')).stat.version).toBe(0)
    expect(session.metrics().reconnects).toBe(0)
  })

  it('replaces an expired session', async () => {
    const { session, live, infos } = observed({ sessionTimeoutMs: 1_500 })
    const first = await live(1)
    await session.exists('/x', { watch: true })
    const sessions = () => fourLetterWord(zookeeper.port, 'dump')
    expect(await sessions()).toContain(first.sessionId)
    proxy.pause()
    await until(
      'the session is gone on the server',
      async () => (await sessions())?.includes(first.sessionId) === false,
    )
    await proxy.resume()
    const second = await live(2, 20_000)
    expect(second).toMatchObject({ epoch: 2, reason: 'expired' })
    expect(second.sessionId).not.toBe(first.sessionId)
    expect(session.metrics().watchesSet).toBe(0)
    expect((await session.get('/data')).stat.version).toBe(0)
    expect(infos).toHaveLength(2)
  })

  it('gets past a server that accepts and never answers', async () => {
    const accepted: number[] = []
    const mute = createServer((socket) => {
      accepted.push(Date.now())
      socket.on('error', () => socket.destroy())
      socket.resume()
    })
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    const address = mute.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    // The order of servers is drawn by lot: open sessions until one was sent to the mute server.
    const sessions: ObservedSession[] = []
    await until('a session on the mute server', () => {
      if (accepted.length === 0) sessions.push(observed({ connect: `127.0.0.1:${port},127.0.0.1:${proxy.port}` }))
      return accepted.length > 0
    })
    await Promise.all(sessions.map(({ live }) => live(1)))
    mute.close()
    // With no other server it says what is wrong.
    await Promise.all(sessions.map(({ session }) => session.close()))
    const only = createServer((socket) => socket.on('error', () => socket.destroy()))
    await new Promise<void>((resolve) => only.listen(port, '127.0.0.1', resolve))
    const { session } = observed({ connect: `127.0.0.1:${port}` })
    await until('the reason', () => session.state.reason?.includes('accepted the connection and did not answer'))
    expect(session.state.status).toBe('connecting')
    only.close()
  })

  it('waits for a server that is not there yet', async () => {
    proxy.refuse()
    const { session, live, states } = observed()
    await until('refused', () => session.state.reason?.includes('refused the connection'))
    expect(session.state.status).toBe('connecting')
    await expect(session.get('/')).rejects.toMatchObject({ code: 'unreachable', message: /refused the connection/ })
    await proxy.resume()
    expect((await live(1)).reason).toBe('first')
    expect(states.at(-1)).toMatchObject({ status: 'live', reason: null })
  })

  it('cuts a server that talks nonsense and comes back', async () => {
    const { session, live } = observed()
    await live(1)
    proxy.rewriteChunks((chunk, direction) => (direction === 'to-client' ? Buffer.alloc(chunk.length, 0xff) : chunk))
    await expect(session.get('/data')).rejects.toMatchObject({ code: 'unreachable' })
    proxy.rewriteChunks(null)
    expect((await live(2)).reason).toBe('reconnected')
  })

  it('closes in every state, at once and for good', async () => {
    const closed = async (session: ZooKeeperSession) => {
      const from = Date.now()
      await session.close()
      await session.close()
      expect(Date.now() - from).toBeLessThan(1_500)
      expect(session.state.status).toBe('closed')
      session.start()
      await expect(session.get('/')).rejects.toMatchObject({ code: 'unreachable', message: /was closed/ })
    }
    await until('no connection is left', () => proxy.connections === 0)
    await closed(new ZooKeeperSession({ connect: `127.0.0.1:${proxy.port}` }))

    const connecting = observed()
    await closed(connecting.session)

    const handshaking = observed()
    proxy.pause()
    await until('connected to the proxy', () => proxy.connections > 0)
    await closed(handshaking.session)
    await proxy.resume()

    const living = observed()
    await living.live(1)
    const pending = living.session.get('/data')
    const settled = expect(pending).rejects.toMatchObject({ code: 'unreachable' })
    await closed(living.session)
    await settled

    const suspended = observed()
    await suspended.live(1)
    proxy.refuse()
    proxy.cutAll()
    await until('suspended', () => suspended.session.state.status === 'suspended')
    await closed(suspended.session)

    const inListener = observed()
    await proxy.resume()
    await inListener.live(1)
    inListener.session.on('state', ({ status }) => {
      if (status === 'suspended') void inListener.session.close()
    })
    proxy.cutAll()
    await until('closed from inside a listener', () => inListener.session.state.status === 'closed')
    const accepted = proxy.accepted
    await until('connections stay closed', () => proxy.connections === 0)
    expect(proxy.accepted).toBe(accepted)
  })

  it('starts a new client when the data of the servers went back in time', async () => {
    const { session, live } = observed({ sessionTimeoutMs: 1_000 })
    await live(1)
    await session.get('/data')
    await zookeeper.kill()
    rmSync(join(dirname(zookeeper.logFile), 'data', 'version-2'), { recursive: true })
    await zookeeper.start()
    const next = await live(2, 40_000)
    expect(next).toMatchObject({ epoch: 2, reason: 'rebuilt' })
    expect(await session.exists('/data')).toBeNull()
  })
})
