import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Cluster } from '@/e2e/cluster/cluster'
import { startCluster } from '@/e2e/cluster/cluster'
import { until } from '@/e2e/cluster/until'
import type { ObservedSession } from './testing/live-session'
import { observedSession } from './testing/live-session'
import { ZnodeWriter } from './testing/znode-writer'
import type { WatchesReady } from './watch-registry'
import { WatchRegistry } from './watch-registry'
import { srvr } from './words/srvr'

let cluster: Cluster
let connect: string
let writer: ZnodeWriter
let observed: ObservedSession

beforeAll(async () => {
  // ZooKeeper 3.5.9, the last without recursive watches; listeners keep the start from waiting for brokers.
  cluster = await startCluster({ version: '2.8', brokers: 0, brokerConfig: { listeners: 'none' } })
  connect = `127.0.0.1:${cluster.zookeepers[0]?.port}`
  writer = await ZnodeWriter.open(connect)
})

afterEach(async () => {
  await observed.session.close()
})

afterAll(async () => {
  writer?.close()
  await cluster?.stop()
})

it('finds out that there are no recursive watches without losing the connection', async () => {
  observed = observedSession({ connect })
  const { session, live } = observed
  await live(1)
  expect((await srvr('127.0.0.1', cluster.zookeepers[0]?.port ?? 0)).version).toBe('3.5.9')
  expect(await session.addWatch('/brokers', 'recursive')).toBe('unsupported')
  expect(await session.addWatch('/brokers', 'persistent')).toBe('unsupported')
  expect(session.metrics()).toMatchObject({ reconnects: 0, watchesSet: 0 })
})

it('misses no change when what is dirty is read again with the flag', async () => {
  await writer.create('/one')
  observed = observedSession({ connect })
  const { session, live } = observed
  const ready: WatchesReady[] = []
  const registry = new WatchRegistry(session, ['/one'])
  // The smallest collector: it keeps the names and data below /one.
  const held = new Map<string, string>()
  const failures: unknown[] = []
  const readNode = async (path: string) => {
    const node = await registry.readOrWatch(path)
    if (node === null) held.delete(path)
    else held.set(path, node.data?.toString() ?? '')
  }
  const readAll = async () => {
    const { names } = await session.children('/one', { watch: true })
    for (const path of held.keys()) if (!names.includes(path.slice(5))) held.delete(path)
    await Promise.all(names.map((name) => readNode(`/one/${name}`)))
  }
  const noted = (work: Promise<void>) => void work.catch((error) => failures.push(error))
  registry.on('ready', (info) => {
    ready.push(info)
    noted(readAll())
  })
  registry.on('dirty', ({ type, path }) => noted(type === 'children' ? readAll() : readNode(path)))
  await live(1)
  await until('ready', () => ready[0])
  expect(ready).toMatchObject([{ mode: 'one-shot', reason: 'first' }])
  expect(registry.mode).toBe('one-shot')

  for (let index = 0; index < 200; index++) await writer.create(`/one/n${index}`, 'a')
  for (let index = 0; index < 200; index += 2) await writer.set(`/one/n${index}`, 'b')
  for (let index = 0; index < 200; index += 5) await writer.remove(`/one/n${index}`)
  const expected = new Map<string, string>()
  for (let index = 0; index < 200; index++) {
    if (index % 5 !== 0) expected.set(`/one/n${index}`, index % 2 === 0 ? 'b' : 'a')
  }
  await until('the same view', () => held.size === expected.size && [...expected].every(([k, v]) => held.get(k) === v))
  expect(held).toEqual(expected)
  expect(failures).toEqual([])
  expect(registry.watchesRefused).toBe(0)
  registry.stop()
})

it('tells the creation of what was absent, even when it comes between the two reads', async () => {
  observed = observedSession({ connect })
  const { session, live, event } = observed
  const registry = new WatchRegistry(session, [])
  await live(1)
  expect(await registry.readOrWatch('/absent')).toBeNull()
  await writer.create('/absent')
  await event('created', '/absent')

  const get = session.get.bind(session)
  let reads = 0
  session.get = async (path, options) => {
    reads += 1
    if (reads > 1) return get(path, options)
    // The znode appears after the server has answered "no such znode" and before it is asked again.
    return get(path, options).finally(() => writer.create('/late', 'now'))
  }
  expect((await registry.readOrWatch('/late'))?.data?.toString()).toBe('now')
  expect(reads).toBe(2)
  registry.stop()
})
