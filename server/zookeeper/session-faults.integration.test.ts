import { describe, expect, it } from 'vitest'
import { startProxiedZookeeper } from '@/e2e/cluster/proxied-zookeeper'
import { until } from '@/e2e/cluster/until'
import { fourLetterWord } from '@/e2e/cluster/zookeeper-server'
import { faultyLink } from './testing/faulty-link'

const link = faultyLink(() => startProxiedZookeeper())

describe('a session in trouble', () => {
  it('comes back with the same session after a cut, and fails what was in flight', async () => {
    const { proxy, observed } = link
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

  it('gives up on a request in time, and the session stays', async () => {
    const { proxy, observed } = link
    const { session, live } = observed()
    await live(1)
    proxy.delay(700)
    await expect(session.get('/data', { timeoutMs: 200 })).rejects.toMatchObject({ code: 'timeout' })
    proxy.delay(0)
    expect((await session.get('/data')).stat.version).toBe(0)
    expect(session.metrics().reconnects).toBe(0)
  })

  it('replaces an expired session', async () => {
    const { proxy, zookeeper, observed } = link
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

  it('waits for a server that is not there yet', async () => {
    const { proxy, observed } = link
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
    const { proxy, observed } = link
    const { session, live } = observed()
    await live(1)
    proxy.rewriteChunks((chunk, direction) => (direction === 'to-client' ? Buffer.alloc(chunk.length, 0xff) : chunk))
    await expect(session.get('/data')).rejects.toMatchObject({ code: 'unreachable' })
    proxy.rewriteChunks(null)
    expect((await live(2)).reason).toBe('reconnected')
  })
})
