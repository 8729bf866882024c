import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type ClusterOptions, startCluster } from '@/e2e/cluster/cluster'
import { until } from '@/e2e/cluster/until'
import { fourLetterWord } from '@/e2e/cluster/zookeeper-server'
import type { ZookeeperConfig } from '@/lib/config'
import { ensembleRows } from '@/lib/rows/ensemble-row'
import type { SessionsView } from '@/lib/rows/ensemble-session'
import { LiveModel } from '../model/cluster-model'
import { adminServer } from '../zookeeper/admin-server'
import { ZnodeWriter } from '../zookeeper/testing/znode-writer'
import { srvr } from '../zookeeper/words/srvr'
import { SourceReporter } from './source-reporter'
import { ZookeeperCollector } from './zookeeper-collector'

/** A cluster, and our collector looking at it. */
async function observed(options: ClusterOptions) {
  const cluster = await startCluster({ brokers: 1, ...options })
  const connect = cluster.zookeeperConnect ?? ''
  const config: ZookeeperConfig = { connect, auth: [], adminPorts: [...cluster.zookeeperAdminPorts] }
  const model = new LiveModel()
  const reporter = new SourceReporter(model)
  const collector = new ZookeeperCollector(
    config,
    model,
    reporter,
    () => undefined,
    () => undefined,
  )
  collector.start()
  await until('everything read', () => model.current.source.get('zookeeper')?.lastOkAt != null)
  const stop = async () => {
    await collector.stop()
    reporter.stop()
    model.close()
    await cluster.stop()
  }
  return { cluster, model, collector, stop }
}

/** The facts of the server's own `mntr`. */
async function mntrOf(port: number): Promise<Map<string, string>> {
  const text = (await fourLetterWord(port, 'mntr')) ?? ''
  return new Map([...text.matchAll(/^zk_(\w+)\t(.*)$/gm)].map(([, name = '', value = '']) => [name, value]))
}

/** Sessions as the server's own `dump` tells them: `0x…` → absolute paths. */
async function dumpOf(port: number): Promise<Map<string, string[]>> {
  const text = ((await fourLetterWord(port, 'dump')) ?? '').split('ephemeral nodes dump:')[1] ?? ''
  return new Map(
    [...text.matchAll(/^(0x[0-9a-f]+):\n((?:\t.*\n)*)/gm)].map(([, id = '', list = '']) => [
      id,
      list
        .split('\n')
        .filter(Boolean)
        .map((line) => line.trim()),
    ]),
  )
}

const heldBy = ({ sessions }: SessionsView) =>
  new Map(
    sessions
      .filter(({ holdsTotal }) => holdsTotal > 0)
      .map(({ sessionId, holds }) => [sessionId, holds.map(({ path }) => path).sort()]),
  )

let stage: Awaited<ReturnType<typeof observed>>
const portOf = (server: string) => Number(server.split(':')[1])
const rows = () => ensembleRows(stage.model.current)

describe.each(['3.9', '2.8', '1.1'] as const)('an ensemble of Kafka %s that allows words', (version) => {
  beforeAll(async () => {
    stage = await observed({ version, zookeepers: 3, zookeeperWords: '*' })
  })
  afterAll(() => stage?.stop())

  it('tells of each server what its own mntr tells', async () => {
    const read = () => rows().filter(({ monitor }) => monitor?.readFrom === 'mntr')
    await until('all monitored', () => read().length === 3 && rows().some(({ mode }) => mode === 'leader'))
    // Sessions come and go on the way: what was read a moment apart may differ, but not for long.
    const compare = async () => {
      for (const { server, mode, monitor, numbers } of rows()) {
        const own = await mntrOf(portOf(server))
        const number = (name: string) => (own.has(name) ? Number(own.get(name)) : null)
        expect(own.get('server_state')).toBe(mode)
        expect(numbers?.znodes).toBe(number('znode_count'))
        expect(monitor?.report).toMatchObject({
          ephemerals: number('ephemerals_count'),
          dataSizeBytes: number('approximate_data_size'),
          maxFiles: number('max_file_descriptor_count'),
          sessions: number('global_sessions'),
          syncedFollowers: number('synced_followers'),
          learners: number('learners') ?? number('followers'),
        })
        expect(monitor?.report?.openFiles).toBeGreaterThan(10)
        const startedAt = monitor?.report?.startedAt ?? null
        if (version !== '3.9') expect(startedAt).toBeNull()
        else expect(Math.abs(Date.now() - (startedAt ?? 0) - Number(own.get('uptime')))).toBeLessThan(6_000)
      }
    }
    await vi.waitFor(compare, { timeout: 30_000, interval: 500 })
    expect(rows().find(({ mode }) => mode === 'leader')?.monitor?.report).toMatchObject({
      syncedFollowers: 2,
      learners: 2,
    })
  })

  it('names every session with what it holds, and where it is', async () => {
    const [first] = stage.cluster.zookeepers
    const view = await stage.collector.sessions.read('known')
    expect(view.servers.map(({ readFrom }) => readFrom)).toEqual(['cons', 'cons', 'cons'])
    const [broker] = view.sessions
    expect(broker).toMatchObject({
      owner: { kind: 'broker', name: 'broker 1' },
      connection: { timeoutMs: expect.any(Number) },
    })
    expect(broker?.holds.map(({ path }) => path)).toEqual(['/brokers/ids/1', '/controller'])
    const own = await dumpOf(first?.port ?? 0)
    expect(own.get(broker?.sessionId ?? '')?.sort()).toEqual(['/kafka/brokers/ids/1', '/kafka/controller'])
    const ours = view.sessions.find(({ owner }) => owner.kind === 'vivarium')
    const { server, sessionId } = stage.collector.session.state
    expect(ours).toMatchObject({ sessionId, server, holdsTotal: 0, connection: { server } })
    expect(await fourLetterWord(portOf(server ?? ''), 'cons')).toContain(`sid=${sessionId},`)
  })

  it('finds a session that appears, anywhere, and loses it when it goes', async () => {
    const everywhere = await ZnodeWriter.open((stage.cluster.zookeeperConnect ?? '').replace(/\/.*$/, ''))
    await everywhere.create('/lock', '', { ephemeral: true })
    await everywhere.create('/kafka/lock', '', { ephemeral: true })
    const { view, session } = await until('the session everywhere', async () => {
      // The server that is asked may be a moment behind the one that was written to.
      const view = await stage.collector.sessions.read('everything')
      const session = view.sessions.find(({ holds }) => holds.some(({ path }) => path === '/lock'))
      return session?.holds.length === 2 ? { view, session } : null
    })
    expect(view).toMatchObject({ znodesFrom: expect.stringMatching(/^dump of /), znodesMissing: null })
    expect(session.holds).toEqual([
      { path: '/lock', since: null, outside: true },
      { path: '/lock', since: expect.any(Number), outside: false },
    ])
    expect(session).toMatchObject({
      owner: { kind: 'unknown', name: null },
      connection: { latency: expect.anything() },
    })
    await everywhere.close()
    await until('gone', async () => {
      const { sessions } = await stage.collector.sessions.read('everything')
      return !sessions.some(({ sessionId }) => sessionId === session.sessionId)
    })
  })
})

describe('an ensemble that allows srvr alone', () => {
  beforeAll(async () => {
    stage = await observed({ zookeepers: 3 })
  })
  afterAll(() => stage?.stop())

  it('says what is kept from us, and what srvr tells stands', async () => {
    await until('all asked', () => rows().filter(({ monitor }) => monitor !== null).length === 3)
    for (const { status, numbers, monitor } of rows()) {
      expect({ status, numbers, monitor }).toMatchObject({
        status: 'serving',
        numbers: { readFrom: 'srvr' },
        monitor: { readFrom: null, mntrRefused: true, reason: 'does not allow the command mntr', report: null },
      })
    }
  })

  it('names old consumers by the znodes they hold', async () => {
    const writer = await ZnodeWriter.open(stage.cluster.zookeeperConnect ?? '')
    for (const path of ['/consumers/old app', '/consumers/old app/ids', '/consumers/old app/owners']) {
      await writer.create(path, '')
    }
    await writer.create('/consumers/old app/owners/orders', '')
    await writer.create('/consumers/old app/ids/c1', '', { ephemeral: true })
    await writer.create('/consumers/old app/owners/orders/0', 'c1-0', { ephemeral: true })
    const consumer = async () => {
      const { sessions } = await stage.collector.sessions.read('known')
      return sessions.find(({ owner }) => owner.kind === 'consumer')
    }
    await until('found', async () => (await consumer()) !== undefined)
    expect(await consumer()).toMatchObject({
      owner: { name: 'consumer c1 of group old app', group: 'old app' },
      holds: [
        { path: '/consumers/old app/ids/c1', since: expect.any(Number) },
        { path: '/consumers/old app/owners/orders/0' },
      ],
    })
    await writer.close()
    await until('gone', async () => (await consumer()) === undefined)
  })

  it('finds sessions by their znodes, and by a walk over the tree', async () => {
    const known = await stage.collector.sessions.read('known')
    expect(known.servers.every(({ reason }) => reason === 'does not allow the command cons')).toBe(true)
    expect(known.sessions.map(({ owner }) => owner.name)).toEqual(['broker 1', 'Vivarium'])
    expect(known.sessions[0]).toMatchObject({ server: null, connectionReason: expect.stringContaining('did not tell') })
    const writer = await ZnodeWriter.open(stage.cluster.zookeeperConnect ?? '')
    await writer.create('/locks', '')
    await writer.create('/locks/one', '', { ephemeral: true })
    const all = await stage.collector.sessions.read('everything')
    expect(all).toMatchObject({ znodesFrom: expect.stringMatching(/^a walk over \d+ znodes$/), znodesMissing: null })
    expect([...heldBy(all).values()]).toEqual([['/brokers/ids/1', '/controller'], ['/locks/one']])
    await writer.close()
  })
})

describe('an ensemble with AdminServers', () => {
  beforeAll(async () => {
    stage = await observed({ zookeepers: 3, zookeeperAdmin: true })
  })
  afterAll(() => stage?.stop())

  it('tells by HTTP what words may not', async () => {
    const complete = () => rows().every(({ monitor }) => monitor?.readFrom === 'AdminServer')
    await until('all asked', () => rows().length === 3 && complete())
    for (const { numbers, monitor } of rows()) {
      expect(numbers?.readFrom).toBe('srvr')
      expect(monitor).toMatchObject({ mntrRefused: true, report: { ephemerals: 2, sessions: 2 } })
      expect(monitor?.report?.maxFiles).toBeGreaterThan(100)
    }
    expect(rows().find(({ mode }) => mode === 'leader')?.monitor?.report?.syncedFollowers).toBe(2)
  })

  it('tells by HTTP what srvr tells', async () => {
    for (const [index, { port }] of stage.cluster.zookeepers.entries()) {
      const byHttp = await adminServer.stats('127.0.0.1', stage.cluster.zookeeperAdminPorts[index] ?? 0)
      const { version, mode, nodeCount, zxid } = await srvr('127.0.0.1', port)
      expect(byHttp).toMatchObject({ version, mode, nodeCount })
      expect(BigInt(zxid) - BigInt(byHttp.zxid)).toBeLessThan(10n)
    }
  })

  it('keeps every digit of session ids', async () => {
    const view = await stage.collector.sessions.read('everything')
    expect(view.znodesFrom).toMatch(/^the AdminServer of /)
    expect(view.servers.map(({ readFrom }) => readFrom)).toEqual(['AdminServer', 'AdminServer', 'AdminServer'])
    const { sessionId } = stage.collector.session.state
    const broker = stage.model.current.registration.get('1')?.sessionId ?? ''
    expect(heldBy(view)).toEqual(new Map([[broker, ['/brokers/ids/1', '/controller']]]))
    expect(view.sessions.find(({ owner }) => owner.kind === 'vivarium')?.connection).toMatchObject({ sessionId })
  })
})
