import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startProxiedZookeeper } from '@/e2e/cluster/proxied-zookeeper'
import { until } from '@/e2e/cluster/until'
import { ZooKeeperSession } from './session'
import { faultyLink } from './testing/faulty-link'
import type { ObservedSession } from './testing/live-session'

const link = faultyLink(() => startProxiedZookeeper())

/** Listens on a port of its own, or on `port`, and hands over what connects. */
async function impostor(onSocket: (socket: Socket) => void, port = 0) {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    onSocket(socket)
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return { port: typeof address === 'object' && address !== null ? address.port : port, close: () => server.close() }
}

/** Numbered as the defects of node-zookeeper-client 1.1.3 in the tests of its requests. */
describe('connecting and ending over a library with defects', () => {
  it('D3: gets past a server that accepts and never answers', async () => {
    const { proxy, observed } = link
    let accepted = 0
    const mute = await impostor((socket) => {
      accepted += 1
      socket.resume()
    })
    // The order of servers is drawn by lot: open sessions until one was sent to the mute server.
    const sessions: ObservedSession[] = []
    await until('a session on the mute server', () => {
      if (accepted === 0) sessions.push(observed({ connect: `127.0.0.1:${mute.port},127.0.0.1:${proxy.port}` }))
      return accepted > 0
    })
    await Promise.all(sessions.map(({ live }) => live(1)))
    mute.close()
    await Promise.all(sessions.map(({ session }) => session.close()))
    // With no other server it says what is wrong.
    const only = await impostor(() => undefined, mute.port)
    const { session } = observed({ connect: `127.0.0.1:${mute.port}` })
    await until('the reason', () => session.state.reason?.includes('accepted the connection and did not answer'))
    expect(session.state.status).toBe('connecting')
    only.close()
  })

  it('D14: keeps saying that credentials were refused, not that the connection was lost', async () => {
    const { proxy, observed } = link
    const { session, states } = observed({ auth: [{ scheme: 'nonsense', value: 'x' }] })
    await until('refused', () => session.state.status === 'auth-failed')
    await until('the server has hung up', () => proxy.connections === 0)
    expect(session.state.reason).toBe(`127.0.0.1:${proxy.port} refused our credentials (nonsense)`)
    await expect(session.get('/small')).rejects.toMatchObject({ message: /refused our credentials/ })
    expect(new Set(states.map(({ status }) => status))).toEqual(new Set(['connecting', 'auth-failed']))
  })

  it('D15: comes back ever more slowly to a server that hangs up', async () => {
    const { observed } = link
    const at: number[] = []
    const rude = await impostor((socket) => {
      at.push(performance.now())
      socket.destroy()
    })
    observed({ connect: `127.0.0.1:${rude.port}` })
    await until('five tries', () => at.length >= 5)
    rude.close()
    const gaps = at.slice(1, 5).map((time, index) => time - (at[index] ?? 0))
    const least = [500, 750, 1_125, 1_687]
    expect(gaps.map((gap, index) => gap >= (least[index] ?? 0) - 5)).toEqual([true, true, true, true])
  })

  it('D7: closes in every state, at once and for good', async () => {
    const { proxy, observed } = link
    const closed = async (session: ZooKeeperSession) => {
      await session.close()
      await session.close()
      expect(session.state.status).toBe('closed')
      session.start()
      await expect(session.get('/')).rejects.toMatchObject({ code: 'unreachable', message: /was closed/ })
    }
    await until('no connection is left', () => proxy.connections === 0)
    await closed(new ZooKeeperSession({ connect: `127.0.0.1:${proxy.port}` }))
    await closed(observed().session)

    proxy.pause()
    const handshaking = observed()
    await until('connected to the proxy', () => proxy.connections > 0)
    await closed(handshaking.session)
    await proxy.resume()

    const living = observed()
    await living.live(1)
    const settled = expect(living.session.get('/data')).rejects.toMatchObject({ code: 'unreachable' })
    await closed(living.session)
    await settled

    const suspended = observed()
    await suspended.live(1)
    proxy.refuse()
    proxy.cutAll()
    await until('suspended', () => suspended.session.state.status === 'suspended')
    await closed(suspended.session)
    await proxy.resume()

    const inListener = observed()
    await inListener.live(1)
    inListener.session.on('state', ({ status }) => {
      if (status === 'suspended') void inListener.session.close()
    })
    proxy.cutAll()
    await until('closed from inside a listener', () => inListener.session.state.status === 'closed')
    await until('connections stay closed', () => proxy.connections === 0)
    const accepted = proxy.accepted
    // Whoever would have come back had a reason to be there before this one.
    const later = observed()
    await later.live(1)
    expect(proxy.accepted).toBe(accepted + 1)
  })

  it('D13: starts a new client when the data of the servers went back in time', async () => {
    const { zookeeper, writer, observed } = link
    const { session, live } = observed({ sessionTimeoutMs: 1_000 })
    await live(1)
    await session.get('/data')
    writer.close()
    await zookeeper.kill()
    rmSync(join(dirname(zookeeper.logFile), 'data', 'version-2'), { recursive: true })
    await zookeeper.start()
    expect(await live(2, 40_000)).toMatchObject({ epoch: 2, reason: 'rebuilt' })
    expect(await session.exists('/data')).toBeNull()
  })
})
