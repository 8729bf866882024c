import { expect, it } from 'vitest'
import { type ClusterOptions, startCluster } from '@/e2e/cluster/cluster'
import { until } from '@/e2e/cluster/until'
import { observedSession } from './testing/live-session'
import { ZnodeWriter } from './testing/znode-writer'
import { WatchRegistry } from './watch-registry'
import { srvr } from './words/srvr'

const GENERATIONS: [zookeeper: string, mode: 'one-shot' | 'recursive', options: ClusterOptions][] = [
  ['3.4.10', 'one-shot', { version: '1.1' }],
  ['3.5.9', 'one-shot', { version: '2.8' }],
  ['3.6.4', 'recursive', { version: '3.5' }],
  ['3.8.4', 'recursive', { version: '3.9' }],
  ['3.9.4', 'recursive', { version: '3.9', zookeeperVersion: '3.9' }],
]

it.each(GENERATIONS)('reads and watches on ZooKeeper %s, with %s watches', async (version, mode, options) => {
  // Listeners in the settings keep the start from waiting for brokers, of which there are none.
  const cluster = await startCluster({ ...options, brokers: 0, brokerConfig: { listeners: 'none' } })
  const port = cluster.zookeepers[0]?.port ?? 0
  const writer = await ZnodeWriter.open(`127.0.0.1:${port}`)
  const { session, live } = observedSession({ connect: `127.0.0.1:${port}/kafka` })
  const registry = new WatchRegistry(session, ['/brokers'])
  try {
    await writer.createAll(['/kafka', '/kafka/brokers', '/kafka/brokers/ids'])
    const dirty: string[] = []
    registry.on('dirty', ({ type, path }) => dirty.push(`${type} ${path}`))
    await live(1)
    await until('armed', () => registry.mode === mode)
    expect((await srvr('127.0.0.1', port)).version).toBe(version)
    expect((await session.children('/brokers/ids', { watch: true })).names).toEqual([])
    expect(await registry.readOrWatch('/brokers/ids/1')).toBeNull()
    await writer.create('/kafka/brokers/ids/1', 'one')
    await until('told', () => dirty.includes('created /brokers/ids/1') && dirty.includes('children /brokers/ids'))
    expect(String((await registry.readOrWatch('/brokers/ids/1'))?.data)).toBe('one')
    await writer.set('/kafka/brokers/ids/1', 'two')
    await until('told of the change', () => dirty.includes('data /brokers/ids/1'))
    await session.sync()
    expect((await registry.readOrWatch('/brokers/ids/1'))?.stat).toMatchObject({ version: 1, dataLength: 3 })
    await writer.remove('/kafka/brokers/ids/1')
    await until('told of the end', () => dirty.includes('deleted /brokers/ids/1'))
    expect(session.metrics()).toMatchObject({ reconnects: 0, watchesRefused: 0 })
  } finally {
    registry.stop()
    await session.close()
    writer.close()
    await cluster.stop()
  }
})
