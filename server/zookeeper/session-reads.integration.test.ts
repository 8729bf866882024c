import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Cluster } from '@/e2e/cluster/cluster'
import { startCluster } from '@/e2e/cluster/cluster'
import { until } from '@/e2e/cluster/until'
import type { SessionOptions } from './session'
import type { ObservedSession } from './testing/live-session'
import { observedSession } from './testing/live-session'
import { ZnodeWriter } from './testing/znode-writer'
import type { WatchesReady } from './watch-registry'
import { WatchRegistry } from './watch-registry'
import { srvr } from './words/srvr'

let cluster: Cluster
let writer: ZnodeWriter
let server: string
const open: ObservedSession[] = []

function observed(options: Partial<SessionOptions> = {}): ObservedSession {
  const one = observedSession({ connect: server, ...options })
  open.push(one)
  return one
}

beforeAll(async () => {
  // Listeners in the settings keep the start from waiting for brokers, of which there are none.
  cluster = await startCluster({ brokers: 0, brokerConfig: { listeners: 'none' } })
  server = `127.0.0.1:${cluster.zookeepers[0]?.port}`
  writer = await ZnodeWriter.open(server, { scheme: 'digest', value: 'ann:secret' })
})

afterEach(async () => {
  await Promise.all(open.splice(0).map(({ session }) => session.close()))
})

afterAll(async () => {
  writer?.close()
  await cluster?.stop()
})

describe('reading', () => {
  it('returns data, stat, children and ACL as they are', async () => {
    const before = Date.now()
    await writer.create('/read', '{"version":1}')
    await writer.create('/read/empty', '')
    await writer.create('/read/null', null)
    await writer.create('/read/é b', 'x', { ephemeral: true })
    await writer.set('/read', 'ü')
    const { session, live } = observed()
    const info = await live(1)
    expect(info).toEqual({ epoch: 1, sessionId: session.state.sessionId, reason: 'first' })
    expect(session.state).toMatchObject({ status: 'live', epoch: 1, server, reason: null })
    expect(info.sessionId).toMatch(/^0x[0-9a-f]{10,16}$/)

    const { data, stat } = await session.get('/read')
    expect(data?.toString()).toBe('ü')
    expect(stat).toMatchObject({
      version: 1,
      cversion: 3,
      aversion: 0,
      ephemeralOwner: '0x0',
      dataLength: 2,
      numChildren: 3,
    })
    expect(BigInt(stat.mzxid) > BigInt(stat.czxid)).toBe(true)
    expect(BigInt(stat.pzxid) > BigInt(stat.czxid)).toBe(true)
    expect(stat.mtime).toBeGreaterThanOrEqual(before)
    expect(await session.exists('/read')).toEqual(stat)

    const children = await session.children('/read')
    expect(new Set(children.names)).toEqual(new Set(['empty', 'null', 'é b']))
    expect(children.stat).toEqual(stat)
    expect((await session.get('/read/empty')).data).toEqual(Buffer.alloc(0))
    expect((await session.get('/read/null')).data).toBeNull()
    expect((await session.exists('/read/é b'))?.ephemeralOwner).toMatch(/^0x[0-9a-f]{10,16}$/)
    expect(await session.getAcl('/read')).toEqual({
      acl: [{ scheme: 'world', id: 'anyone', permissions: ['read', 'write', 'create', 'delete', 'admin'] }],
      stat,
    })
    expect(await session.listTree('/read', { cap: 100 })).toHaveLength(4)
    expect(session.lastHeardAt).toBeGreaterThanOrEqual(before)
  })

  it('fails with the reason: absent, forbidden, bad path, too large, aborted', async () => {
    const hash = createHash('sha1').update('ann:secret').digest('base64')
    await writer.create('/secret', 'x', { acl: ['digest', `ann:${hash}`] })
    await writer.create('/large', 'x'.repeat(50_000))
    const { session, live } = observed({ maxAnswerBytes: 10_000 })
    await live(1)
    expect(await session.exists('/nope')).toBeNull()
    await expect(session.get('/nope')).rejects.toMatchObject({ code: 'not-found' })
    await expect(session.children('/nope')).rejects.toMatchObject({ code: 'not-found' })
    await expect(session.get('/secret')).rejects.toMatchObject({ code: 'forbidden' })
    // Servers from 3.8.3 on ask for READ here too; older ones answer.
    await expect(session.exists('/secret')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(session.get('/a/')).rejects.toMatchObject({ code: 'invalid', field: 'path' })
    await expect(session.get('/large')).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('jute.maxbuffer'),
    })
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(session.get('/', { signal })).rejects.toThrow('enough')
    // None of it disturbed the session.
    expect((await session.children('/')).names).toContain('large')
    expect(session.metrics()).toMatchObject({ reconnects: 0, inFlight: 0, queued: 0 })
  })

  it('reads below a chroot as if it were the root', async () => {
    await writer.create('/chroot')
    await writer.create('/chroot/kafka')
    await writer.create('/chroot/kafka/a', 'A')
    const { session, live, event } = observed({ connect: `${server}/chroot/kafka` })
    await live(1)
    expect((await session.children('/')).names).toEqual(['a'])
    expect((await session.get('/a', { watch: true })).data?.toString()).toBe('A')
    await session.sync()
    expect(await session.addWatch('/b', 'recursive')).toBe('ok')
    await writer.set('/chroot/kafka/a', 'B')
    await writer.create('/chroot/kafka/b')
    await event('data', '/a')
    await event('created', '/b')
  })

  it('reads 5,000 znodes and a long listing in one go', async () => {
    await writer.create('/many')
    const names = Array.from({ length: 5_000 }, (_, index) => `node-${index}`)
    for (let from = 0; from < names.length; from += 500) {
      await Promise.all(names.slice(from, from + 500).map((name) => writer.create(`/many/${name}`, name)))
    }
    const { session, live } = observed()
    await live(1)
    const listed = (await session.children('/many')).names
    expect(new Set(listed)).toEqual(new Set(names))
    expect(listed).toHaveLength(names.length)
    const values = await Promise.all(listed.map((name) => session.get(`/many/${name}`)))
    expect(values.map(({ data }) => data?.toString())).toEqual(listed)
    expect(session.metrics().requests).toBe(5_001)
    expect(await session.listTree('/many', { cap: 10_000 })).toHaveLength(5_001)
    expect(await session.listTree('/many', { cap: 7 })).toHaveLength(7)
  })

  it('asks a server for its state', async () => {
    const report = await srvr('127.0.0.1', cluster.zookeepers[0]?.port ?? 0)
    expect(report).toMatchObject({ version: '3.8.4', mode: 'standalone' })
    expect(report.nodeCount).toBeGreaterThan(5_000)
  })
})

describe('watching', () => {
  it('tells each one-shot change once', async () => {
    await writer.create('/shot', '1')
    const { session, live, event, events } = observed()
    await live(1)
    await session.get('/shot', { watch: true })
    await session.children('/shot', { watch: true })
    expect(await session.exists('/shot/new', { watch: true })).toBeNull()
    expect(session.metrics().watchesSet).toBe(3)
    const at = Date.now()
    await writer.set('/shot', '2')
    await writer.set('/shot', '3')
    await writer.create('/shot/new')
    await event('created', '/shot/new')
    await event('children', '/shot')
    expect((await event('data', '/shot')).at).toBeGreaterThanOrEqual(at)
    expect(events).toHaveLength(3)
    expect(session.metrics().watchesSet).toBe(0)
    await session.get('/shot/new', { watch: true })
    await writer.remove('/shot/new')
    await event('deleted', '/shot/new')
  })

  it('watches subtrees recursively where the server can, absent roots too', async () => {
    await writer.create('/tree')
    const { session, live } = observed()
    const ready: WatchesReady[] = []
    const dirty: string[] = []
    const registry = new WatchRegistry(session, ['/tree', '/later'])
    registry.on('ready', (info) => ready.push(info))
    registry.on('dirty', ({ type, path }) => dirty.push(`${type} ${path}`))
    await live(1)
    await until('armed', () => ready[0])
    expect(ready).toMatchObject([{ mode: 'recursive', reason: 'first', epoch: 1 }])
    expect(registry.mode).toBe('recursive')
    // The flag costs nothing here: the two recursive watches stay the only ones.
    await session.get('/tree', { watch: true })
    expect(await registry.readOrWatch('/later')).toBeNull()
    expect(session.metrics()).toMatchObject({ watchesSet: 2, watchBytes: 0 })
    await writer.create('/tree/a', '1')
    await writer.set('/tree/a', '2')
    await writer.create('/later')
    await writer.remove('/tree/a')
    await until('all changes told', () => dirty.includes('deleted /tree/a'))
    expect(dirty).toEqual([
      'created /tree/a',
      'children /tree',
      'data /tree/a',
      'created /later',
      'deleted /tree/a',
      'children /tree',
    ])
    expect((await registry.readOrWatch('/later'))?.data).toEqual(Buffer.alloc(0))
    await session.close()
    await until('disarmed', () => registry.mode === 'none')
    registry.stop()
  })

  it('watches on a session that is live already', async () => {
    const { session, live } = observed()
    await live(1)
    const registry = new WatchRegistry(session, ['/tree'])
    const dirty: string[] = []
    registry.on('dirty', ({ type, path }) => dirty.push(`${type} ${path}`))
    await until('armed', () => registry.mode === 'recursive')
    await writer.set('/tree', 'x')
    await until('told', () => dirty.includes('data /tree'))
    registry.stop()
    await writer.set('/tree', 'y')
    await session.sync()
    expect(dirty).toEqual(['data /tree'])
  })

  it('keeps one-shot watches within their budget and says so', async () => {
    const { session, live, event } = observed({ watchBudgetBytes: 12 })
    await live(1)
    await session.exists('/12345', { watch: true })
    await session.exists('/1234567', { watch: true })
    expect(session.metrics()).toMatchObject({ watchesSet: 1, watchBytes: 6, watchesRefused: 1 })
    await writer.create('/12345')
    await event('created', '/12345')
    await session.exists('/1234567', { watch: true })
    expect(session.metrics()).toMatchObject({ watchesSet: 1, watchBytes: 8 })
  })
})
