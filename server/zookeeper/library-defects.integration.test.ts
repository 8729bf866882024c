import ConnectionManager from 'node-zookeeper-client/lib/ConnectionManager.js'
import { describe, expect, it, vi } from 'vitest'
import { startProxiedZookeeper } from '@/e2e/cluster/proxied-zookeeper'
import { until } from '@/e2e/cluster/until'
import { fourLetterWord } from '@/e2e/cluster/zookeeper-server'
import { errorCode } from '@/lib/errors'
import { FrameReader } from './frame-reader'
import { ZooKeeperSession } from './session'
import { ANN, faultyLink } from './testing/faulty-link'

const link = faultyLink(() => startProxiedZookeeper())

/** The frames of a chunk that ends with one; changing them changes the chunk. */
const framesOf = (chunk: Buffer) => new FrameReader(1_000_000).push(chunk)

/**
 * Each test bears the number of a defect of node-zookeeper-client 1.1.3 and fails where nothing is done about it;
 * those of its way to connect and to end are tested beside this file.
 */
describe('requests and watches over a library with defects', () => {
  it('D1: reconnects at once with more than 1 MB of watched paths', async () => {
    const { proxy, writer, observed } = link
    const { session, live, events } = observed()
    await live(1)
    const paths = Array.from({ length: 1_200 }, (_, index) => `/${'w'.repeat(990)}${index}`)
    await Promise.all(paths.map((path) => session.exists(path, { watch: true })))
    expect(session.metrics().watchBytes).toBeGreaterThan(1_048_575)
    let sentBytes = 0
    proxy.rewriteChunks((chunk, direction) => {
      if (direction === 'to-server') sentBytes += chunk.length
      return chunk
    })
    const accepted = proxy.accepted
    proxy.cutAll()
    expect(await live(2)).toMatchObject({ epoch: 1, reason: 'reconnected' })
    expect(await session.exists('/small')).toMatchObject({ dataLength: 3 })
    expect(proxy.accepted).toBe(accepted + 1)
    expect(sentBytes).toBeLessThan(1_000)
    // The owner sets them again by reading again, and they fire.
    await Promise.all(paths.map((path) => session.exists(path, { watch: true })))
    await writer.create(paths[700] ?? '')
    await until('the watch fired', () => events.some(({ path }) => path === paths[700]))
  })

  it('D2: notices that a server stands still', async () => {
    const { zookeeper, observed } = link
    const { session, live } = observed({ sessionTimeoutMs: 20_000 })
    await live(1)
    zookeeper.freeze()
    try {
      await expect(session.get('/data', { timeoutMs: 60_000 })).rejects.toMatchObject({ code: 'unreachable' })
      expect(session.state).toMatchObject({
        status: 'suspended',
        reason: expect.stringMatching(/has not answered for \d\.\d s/),
      })
    } finally {
      zookeeper.thaw()
    }
    expect((await live(2, 20_000)).reason).toBe('reconnected')
  })

  it('D4: survives a cut in mid-frame, again and again', async () => {
    const { proxy, observed } = link
    const { session, live } = observed()
    await live(1)
    for (let round = 1; round <= 4; round++) {
      proxy.cutAfter(7_001 + round)
      await expect(session.get('/data')).rejects.toMatchObject({ code: 'unreachable' })
      // A connection that dies young is paced after a while.
      await live(round + 1, 20_000)
      expect((await session.get('/data')).data?.toString()).toBe('x'.repeat(20_000))
    }
    expect(session.state.epoch).toBe(1)
  })

  it('D5: lives on when the server answers with a code the library has never heard of', async () => {
    const { proxy, writer, observed } = link
    const { session, live } = observed()
    await live(1)
    await writer.create('/limited', '12345')
    await writer.create('/zookeeper/quota/limited')
    const limits = (bytes: number) => `count=-1,bytes=-1=;byteHardLimit=${bytes};countHardLimit=-1`
    await writer.create('/zookeeper/quota/limited/zookeeper_stats', 'count=1,bytes=5')
    await writer.create('/zookeeper/quota/limited/zookeeper_limits', limits(5))
    // QUOTA_EXCEEDED, to a client that shares the library with the session: unpatched, this ends the process.
    await expect(writer.set('/limited', '1234567')).rejects.toMatchObject({ serverCode: -125 })
    // The same code as the answer to a read.
    proxy.rewriteChunks((chunk, direction) => {
      for (const frame of direction === 'to-client' ? framesOf(chunk) : []) {
        if (frame.readInt32BE(4) >= 0) frame.writeInt32BE(-125, 16)
      }
      return chunk
    })
    await expect(session.exists('/small')).rejects.toMatchObject({ code: 'internal', message: /-125/ })
    proxy.rewriteChunks(null)
    expect(await session.exists('/small')).toMatchObject({ dataLength: 3 })
    expect(session.metrics().reconnects).toBe(0)
  })

  it('D6: settles every request when the session expires, and bounds what waits', async () => {
    const { proxy, zookeeper, observed } = link
    const { session, live } = observed({ sessionTimeoutMs: 1_500 })
    const { sessionId } = await live(1)
    proxy.pause()
    const patient = { timeoutMs: 600_000 }
    const reads = Array.from({ length: 20_064 }, (_, index) => session.exists(`/n${index}`, patient).catch(errorCode))
    expect(session.metrics()).toMatchObject({ inFlight: 64, queued: 20_000 })
    await expect(session.exists('/one-more')).rejects.toMatchObject({ code: 'busy' })
    await until('the server has dropped the session', async () => {
      return (await fourLetterWord(zookeeper.port, 'dump'))?.includes(sessionId) === false
    })
    expect(new Set(await Promise.all(reads))).toEqual(new Set(['unreachable']))
    expect(session.metrics()).toMatchObject({ inFlight: 0, queued: 0 })
    await expect(session.exists('/small')).rejects.toMatchObject({ code: 'unreachable' })
    await proxy.resume()
    expect(await live(2, 20_000)).toMatchObject({ epoch: 2, reason: 'expired' })
    expect(await session.exists('/small')).toMatchObject({ dataLength: 3 })
  })

  it('D8: sends nothing but reads, so no transaction whose version 0 gets lost', async () => {
    const { proxy, observed } = link
    const operations: number[] = []
    const frames = new FrameReader(1_000_000)
    proxy.rewriteChunks((chunk, direction) => {
      if (direction === 'to-server' && chunk.toString('latin1') !== 'srvr') {
        for (const frame of frames.push(chunk)) operations.push(frame.readInt32BE(8))
      }
      return chunk
    })
    const { session, live } = observed({ auth: [ANN] })
    await live(1)
    await session.get('/small', { watch: true })
    await session.exists('/small')
    await session.children('/')
    await session.getAcl('/small')
    await session.listTree('/', { cap: 10 })
    await session.sync()
    await session.addWatch('/', 'recursive')
    await session.addWatch('/', 'persistent')
    await session.close()
    const [, ...requests] = operations
    const READS = { exists: 3, get: 4, acl: 6, sync: 9, ping: 11, children: 12, auth: 100, watch: 106, close: -11 }
    expect(requests.filter((operation) => !Object.values(READS).includes(operation))).toEqual([])
    expect(new Set(requests).size).toBeGreaterThanOrEqual(8)
    const methods =
      'constructor state lastHeardAt start close get exists children getAcl sync addWatch listTree on metrics'
    expect(new Set(Object.getOwnPropertyNames(ZooKeeperSession.prototype))).toEqual(new Set(methods.split(' ')))
  })

  it('D9: rejects bad arguments instead of throwing, and never sends what makes the server hang up', async () => {
    const { observed } = link
    const { session, live } = observed()
    await live(1)
    const outcomes = ['', 'a', '/a//b', '/a\u0000', '/..', `/${'x'.repeat(1_048_576)}`].flatMap((path) => [
      session.get(path),
      session.exists(path),
      session.children(path),
      session.getAcl(path),
      session.addWatch(path, 'recursive'),
      session.sync(path),
    ])
    const codes = await Promise.all(outcomes.map((one) => one.catch(errorCode)))
    expect(codes.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 'invalid'))
    expect(codes.slice(30)).toEqual(Array.from({ length: 6 }, () => 'too-large'))
    expect(await session.exists('/small')).toMatchObject({ dataLength: 3 })
    expect(session.metrics()).toMatchObject({ reconnects: 0, requests: 1 })
  })

  it('D10: hands out every answer of a packet although a listener fails', async () => {
    const { proxy, writer, observed } = link
    const lines: string[] = []
    const { session, live } = observed({ log: (line) => lines.push(line) })
    await live(1)
    session.on('event', () => {
      throw new Error('listener at fault')
    })
    await session.get('/small', { watch: true })
    // Held back until the event and two answers are there, then handed over as one packet, and nothing ever after.
    let held = Buffer.alloc(0)
    let passed = false
    proxy.rewriteChunks((chunk, direction) => {
      if (direction === 'to-server') return chunk
      if (passed) return null
      held = Buffer.concat([held, chunk])
      const numbers = framesOf(held).map((frame) => frame.readInt32BE(4))
      passed = numbers.includes(-1) && numbers.filter((xid) => xid >= 0).length === 2
      return passed ? held : null
    })
    await writer.set('/small', 'new')
    const [first, second] = await Promise.all([session.get('/small'), session.exists('/nope')])
    expect([first.data?.toString(), second]).toEqual(['new', null])
    await until('the complaint', () => lines.some((line) => line.includes('listener at fault')))
  })

  it('D11: sends no request before its credentials are accepted', async () => {
    const { proxy, observed } = link
    let accepted = 0
    proxy.rewriteChunks((chunk, direction) => {
      const frames = direction === 'to-client' ? framesOf(chunk) : []
      accepted += frames.filter((frame) => frame.readInt32BE(4) === -4 && frame.readInt32BE(16) === 0).length
      return chunk
    })
    const { session, live } = observed({ auth: [ANN] })
    await expect(session.get('/secret')).rejects.toMatchObject({ code: 'unreachable' })
    const read: string[] = []
    session.on('session', () => {
      void session.get('/secret').then(
        ({ data }) => read.push(`${data} after ${accepted}`),
        (error) => read.push(String(error)),
      )
    })
    await until('a read at once', () => read.length === 1)
    proxy.cutAll()
    await live(2)
    await until('another', () => read.length === 2)
    expect(read).toEqual(['x after 1', 'x after 2'])
  })

  it('D12: counts requests anew before the counter leaves its 32 bits', async () => {
    const { observed } = link
    const queue = vi.spyOn(ConnectionManager.prototype, 'queue')
    const { session, live } = observed()
    await live(1)
    await session.exists('/small')
    // `queue` is a method of ConnectionManager, so that is what it was called on.
    for (const manager of queue.mock.contexts as ConnectionManager[]) manager.xid = 2 ** 31 - 2
    queue.mockRestore()
    for (let read = 0; read < 6; read++) expect(await session.exists('/small')).toMatchObject({ dataLength: 3 })
    expect(session.metrics().reconnects).toBe(0)
  })
})
