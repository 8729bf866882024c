import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from '@/e2e/cluster/cluster'
import { until } from '@/e2e/cluster/until'
import { zookeeperMode } from '@/e2e/cluster/zookeeper-server'
import { quorumSentence } from '@/lib/health/ensemble-verdict'
import { ensembleRows } from '@/lib/rows/ensemble-row'
import { LiveModel } from '../model/cluster-model'
import { EnsembleCollector } from './ensemble'

describe.each(['3.9', '2.8'] as const)('the ensemble of Kafka %s', (version) => {
  let cluster: Cluster
  let model: LiveModel
  let collector: EnsembleCollector

  const read = async () => {
    await collector.read(new AbortController().signal)
    model.flush()
    return quorumSentence(model.current)
  }
  const rowOf = (port: number) => ensembleRows(model.current).find(({ server }) => server === `127.0.0.1:${port}`)
  const withMode = (mode: string) => {
    const row = ensembleRows(model.current).find((one) => one.mode === mode)
    const server = cluster.zookeepers.find(({ port }) => row?.server === `127.0.0.1:${port}`)
    if (!server) throw new Error(`no ${mode}`)
    return server
  }

  beforeAll(async () => {
    cluster = await startCluster({ version, brokers: 0, zookeepers: 3, brokerConfig: { listeners: 'none' } })
    model = new LiveModel()
    collector = new EnsembleCollector(
      cluster.zookeepers.map(({ port }) => ({ host: '127.0.0.1', port, adminPort: null })),
      model,
    )
  })

  afterEach(async () => {
    for (const server of cluster.zookeepers) {
      if (server.state === 'frozen') server.thaw()
      if (server.state === 'stopped') await server.start()
    }
    await Promise.all(cluster.zookeepers.map(({ port }) => until('serving', () => zookeeperMode(port))))
    await until('all up', async () => /^3 of 3 up, leader /.test(await read()))
  })

  afterAll(async () => {
    await cluster?.stop()
  })

  it('is told by every server', async () => {
    await until('three up', async () => (await read()).startsWith('3 of 3 up'))
    const leader = withMode('leader').port
    expect(await read()).toBe(`3 of 3 up, leader 127.0.0.1:${leader}; survives 1 failure`)
    for (const row of ensembleRows(model.current)) {
      expect(row).toMatchObject({ status: 'serving', reason: null, behind: 0 })
      expect(row.numbers?.znodes).toBeGreaterThan(0)
    }
  })

  it('loses a follower', async () => {
    const follower = withMode('follower')
    const leader = withMode('leader').port
    await follower.kill()
    expect(await read()).toBe(`2 of 3 up, leader 127.0.0.1:${leader}; survives no further failure`)
    expect(rowOf(follower.port)).toMatchObject({
      status: 'not-answering',
      reason: 'refused the connection',
      numbers: null,
    })
    expect(rowOf(follower.port)?.version).toMatch(/^3\./)
  })

  it('loses its leader and has another', async () => {
    const leader = withMode('leader')
    await leader.kill()
    const sentence = /^2 of 3 up, leader 127\.0\.0\.1:(\d+); survives no further failure$/
    await until('another leader', async () => sentence.test(await read()), 30_000)
    expect(withMode('leader').port).not.toBe(leader.port)
    expect(rowOf(withMode('leader').port)?.since).not.toBeNull()
  })

  it('tells a frozen server from a dead one, within the deadline', async () => {
    const follower = withMode('follower')
    follower.freeze()
    const startedAt = performance.now()
    expect(await read()).toMatch(/^3 of 3 up/)
    expect(rowOf(follower.port)).toMatchObject({ mode: 'follower', lateSince: expect.any(Number) })
    const lateSince = rowOf(follower.port)?.lateSince
    expect(await read()).toMatch(/^2 of 3 up/)
    expect(performance.now() - startedAt).toBeLessThan(8_000)
    expect(rowOf(follower.port)?.since).toBe(lateSince)
    expect(rowOf(follower.port)?.reason).toBe('did not answer srvr in 2000 ms')
  })

  it('has no quorum with two of three gone', async () => {
    const [one, two] = [withMode('leader'), withMode('follower')]
    await Promise.all([one.kill(), two.kill()])
    await until('no quorum', async () => (await read()) === 'no quorum: 1 of 3 up', 30_000)
  })
})
