import { afterEach, describe, expect, it, vi } from 'vitest'
import { errorCode } from '@/lib/errors'
import type { SessionOptions } from './session'
import { ZooKeeperSession } from './session'
import type { Script, ScriptedServer } from './testing/scripted-server'
import { scriptedServer, ZERO_STAT } from './testing/scripted-server'

const open: { session: ZooKeeperSession; server: ScriptedServer }[] = []

async function liveOn(script: Script, options: Partial<SessionOptions> = {}) {
  const server = await scriptedServer(script)
  const session = new ZooKeeperSession({ connect: `127.0.0.1:${server.port}`, ...options })
  open.push({ session, server })
  const lives: string[] = []
  session.on('session', ({ reason }) => lives.push(reason))
  session.start()
  await vi.waitFor(() => expect(lives).toHaveLength(1))
  return { session, server, lives }
}

afterEach(async () => {
  vi.useRealTimers()
  for (const { session, server } of open.splice(0)) {
    await Promise.all([session.close(), server.stop()])
  }
})

const EXISTS = 3
const AUTH = 100
const ADD_WATCH = 106

describe('ZooKeeperSession', () => {
  it('refuses a bad connect string at once', () => {
    expect(() => new ZooKeeperSession({ connect: '[::1]:2181' })).toThrow(expect.objectContaining({ field: 'connect' }))
  })

  it('is idle until started, and says so', async () => {
    const session = new ZooKeeperSession({ connect: '127.0.0.1:1' })
    expect(session.state).toMatchObject({ status: 'idle', epoch: 0, server: null, sessionId: null })
    expect(session.lastHeardAt).toBeNull()
    await expect(session.get('/')).rejects.toMatchObject({ code: 'unreachable' })
    await session.close()
    expect(session.state.status).toBe('closed')
  })

  it.each([
    [-125, 'internal', /unknown error code -125/],
    [-119, 'internal', /-119/],
    [-8, 'invalid', /refused the arguments/],
    [-115, 'forbidden', /credentials/],
    [-118, 'unreachable', /moved/],
    [-127, 'busy', /throttled/],
  ])('survives the server code %i', async (serverCode, code, message) => {
    let said = serverCode
    const { session, lives } = await liveOn(() => said)
    const failure = await session.exists('/a').catch((error: unknown) => error)
    expect(errorCode(failure)).toBe(code)
    expect(failure).toMatchObject({ message: expect.stringMatching(message) })
    said = -101
    expect(await session.exists('/a')).toBeNull()
    expect(lives).toHaveLength(1)
  })

  it('sends one request for equal reads', async () => {
    let asked = 0
    const { session } = await liveOn(() => {
      asked += 1
      return ZERO_STAT
    })
    const stats = await Promise.all(Array.from({ length: 50 }, () => session.exists('/a')))
    expect(asked).toBe(1)
    expect(new Set(stats).size).toBe(1)
    expect(stats[0]).toMatchObject({ czxid: '0x0', ephemeralOwner: '0x0', version: 0 })
    await session.exists('/a')
    expect(asked).toBe(2)
  })

  it('keeps 64 in flight', async () => {
    const waiting: number[] = []
    const { session } = await liveOn(({ xid }) => {
      waiting.push(xid)
      return null
    })
    const reads = Array.from({ length: 100 }, (_, index) => session.exists(`/n${index}`).catch(errorCode))
    await vi.waitFor(() => expect(waiting).toHaveLength(64))
    expect(session.metrics()).toMatchObject({ inFlight: 64, queued: 36 })
    await session.close()
    expect(new Set(await Promise.all(reads))).toEqual(new Set(['unreachable']))
    expect(waiting).toHaveLength(64)
  })

  it('reconnects after an answer to a question never asked', async () => {
    let wrong = true
    const { session, lives } = await liveOn(({ xid, socket }) => {
      if (!wrong) return ZERO_STAT
      wrong = false
      const reply = Buffer.alloc(20)
      reply.writeInt32BE(16, 0)
      reply.writeInt32BE(xid + 7, 4)
      socket.write(reply)
      return null
    })
    await expect(session.exists('/a')).rejects.toMatchObject({ code: 'unreachable' })
    await vi.waitFor(() => expect(lives).toEqual(['first', 'reconnected']))
    expect(await session.exists('/a')).toMatchObject({ version: 0 })
  })

  it('learns that there is no addWatch from a server that hides its version and hangs up on it', async () => {
    const seen: number[] = []
    const { session, lives } = await liveOn(({ type, socket }) => {
      seen.push(type)
      if (type !== ADD_WATCH) return ZERO_STAT
      setImmediate(() => socket.destroy())
      return -6
    })
    expect(await session.addWatch('/a', 'recursive')).toBe('unsupported')
    await vi.waitFor(() => expect(lives).toHaveLength(2))
    expect(await session.addWatch('/a', 'recursive')).toBe('unsupported')
    expect(await session.exists('/a', { watch: true })).toMatchObject({ version: 0 })
    expect(seen).toEqual([ADD_WATCH, EXISTS])
    expect(session.metrics().watchesSet).toBe(1)
  })

  it('tries refused credentials again now and then, and is live only when they are accepted', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    let verdict = -115
    const server = await scriptedServer(({ type }) => (type === AUTH ? verdict : ZERO_STAT))
    const auth = [
      { scheme: 'digest', value: 'ann:secret' },
      { scheme: 'digest', value: 'bob:secret' },
    ]
    const session = new ZooKeeperSession({ connect: `127.0.0.1:${server.port}`, auth })
    open.push({ session, server })
    const heard: string[] = []
    session.on('state', ({ status }) => heard.push(status))
    session.start()
    await vi.waitFor(() => expect(session.state.status).toBe('auth-failed'))
    expect(session.state.reason).toMatch(/refused our credentials \(digest, digest\)$/)
    verdict = 0
    await vi.advanceTimersByTimeAsync(31_000)
    await vi.waitFor(() => expect(session.state.status).toBe('live'))
    expect(await session.exists('/a')).toMatchObject({ version: 0 })
    expect(new Set(heard)).toEqual(new Set(['connecting', 'auth-failed', 'live']))
    expect(session.state.epoch).toBe(2)
  })

  it('does not hammer a server that expires every session', async () => {
    const { session, server, lives } = await liveOn(() => ZERO_STAT)
    server.sessionTimeoutMs = 0
    server.cutAll()
    await vi.waitFor(() => expect(server.handshakes).toBe(3))
    expect(session.state).toMatchObject({ status: 'suspended', reason: 'The session expired' })
    server.sessionTimeoutMs = 10_000
    await vi.waitFor(() => expect(lives).toEqual(['first', 'expired']), 3_000)
    // The first replacement comes at once, the second waits: four greetings in all, not hundreds.
    expect(server.handshakes).toBe(4)
  })

  it('does not let a failing listener keep others from hearing', async () => {
    const lines: string[] = []
    const server = await scriptedServer(() => ZERO_STAT)
    const session = new ZooKeeperSession({ connect: `127.0.0.1:${server.port}`, log: (line) => lines.push(line) })
    open.push({ session, server })
    const heard: string[] = []
    session.on('state', () => {
      throw new Error('listener at fault')
    })
    session.on('state', ({ status }) => heard.push(status))
    const stop = session.on('state', () => heard.push('never'))
    stop()
    session.start()
    await vi.waitFor(() => expect(heard).toEqual(['connecting', 'live']))
    expect(lines.some((line) => line.includes('listener at fault'))).toBe(true)
  })
})
