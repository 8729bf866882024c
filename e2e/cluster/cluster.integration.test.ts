import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from './cluster'
import { createTopics, deleteTopics, produce } from './kafka-admin'
import { kafkaClient } from './kafkajs-client'
import { until } from './until'
import { fourLetterWord, zookeeperMode } from './zookeeper-server'

/** State letter of a process: T is stopped by a signal. */
function processState(pid: number | null): string | undefined {
  return readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.[0]
}

describe('a cluster of Kafka 3.9, three brokers in racks and three ZooKeeper servers', () => {
  let cluster: Cluster

  beforeAll(async () => {
    cluster = await startCluster({ zookeepers: 3, racks: true })
  })

  afterAll(() => cluster.stop())

  it('has one leader among its ZooKeeper servers, and elects another when that one is killed', async () => {
    const modes = async () => Promise.all(cluster.zookeepers.map(({ port }) => zookeeperMode(port)))
    expect((await modes()).toSorted()).toEqual(['follower', 'follower', 'leader'])
    const leader = cluster.zookeepers[(await modes()).indexOf('leader')]
    await leader?.kill()
    expect(leader).toMatchObject({ state: 'stopped', pid: null })
    await until('a new leader', async () => (await modes()).includes('leader'))
    await leader?.start()
    expect((await modes()).toSorted()).toEqual(['follower', 'follower', 'leader'])
  })

  it('answers no four letter word but srvr', async () => {
    expect(await fourLetterWord(cluster.zookeepers[0]?.port ?? 0, 'mntr')).toContain('not in the whitelist')
  })

  it('serves topics, and its own tools describe them', async () => {
    await createTopics(cluster, [
      { name: 'orders', partitions: 2, replicationFactor: 3, config: { 'min.insync.replicas': '2' } },
      {
        name: 'placed',
        assignment: [
          [3, 1],
          [2, 3],
        ],
      },
    ])
    await produce(cluster, 'orders', [
      { key: 'a', value: '1', partition: 0 },
      { key: 'b', value: '2', partition: 0 },
    ])
    const described = await cluster.cli.describeTopics()
    expect(described.filter(({ topic }) => topic === 'placed')).toEqual([
      { topic: 'placed', partition: 0, leader: 3, replicas: [3, 1], isr: [3, 1] },
      { topic: 'placed', partition: 1, leader: 2, replicas: [2, 3], isr: [2, 3] },
    ])
    const reading = ['--topic', 'orders', '--partition', '0', '--offset', 'earliest', '--max-messages', '2']
    expect((await cluster.cli.run('console-consumer', reading)).stdout).toBe('1\n2\n')
    await deleteTopics(cluster, ['orders'])
    const admin = kafkaClient(cluster.bootstrap).admin()
    await admin.connect()
    await until('the topic is gone', async () => !(await admin.listTopics()).includes('orders'))
    await admin.disconnect()
  })

  it('registers its brokers with their racks', async () => {
    const { stdout } = await cluster.cli.run('zookeeper-shell', ['get', '/brokers/ids/2'])
    expect(stdout).toContain('"rack":"az-b"')
    expect(stdout).toContain(`"port":${cluster.broker(2).port}`)
  })

  it('loses a killed broker and gets it back on its port', async () => {
    const broker = cluster.broker(3)
    const { pid, port } = broker
    await broker.kill()
    expect(broker).toMatchObject({ state: 'stopped', pid: null, port })
    await broker.start()
    expect(broker.pid).not.toBe(pid)
    await until('all replicas in sync', async () => (await cluster.cli.describeTopics('under-replicated')).length === 0)
  })

  it('restarts a broker in order, without waiting for its session', async () => {
    const began = Date.now()
    await cluster.broker(1).restart()
    expect(cluster.broker(1).state).toBe('running')
    expect(readFileSync(cluster.broker(1).logFile, 'utf8')).toContain(
      'Controlled shutdown request returned successfully',
    )
    expect(Date.now() - began).toBeLessThan(20_000)
  })

  it('freezes and thaws', async () => {
    const server = cluster.zookeepers[0]
    server?.freeze()
    expect(server?.state).toBe('frozen')
    expect(await fourLetterWord(server?.port ?? 0, 'srvr')).toBeNull()
    server?.thaw()
    expect(await until('an answer', () => fourLetterWord(server?.port ?? 0, 'srvr'))).toContain('Mode:')
    const broker = cluster.broker(2)
    broker.freeze()
    await until('the broker stands still', () => processState(broker.pid) === 'T')
    broker.thaw()
    await until('the broker goes on', () => processState(broker.pid) === 'S')
  })

  it('says why a topic is not created', async () => {
    const unequal = createTopics(cluster, [{ name: 'unequal', assignment: [[3, 1], [2]] }])
    await expect(unequal).rejects.toThrow('Replica assignment is invalid')
  })

  it('passes on what a tool complains about', async () => {
    await expect(cluster.cli.createTopic('placed', {})).rejects.toThrow("Topic 'placed' already exists")
    await cluster.cli.deleteTopic('placed')
    await cluster.cli.createTopic('tooled', { assignment: [[1, 2]], config: { 'cleanup.policy': 'compact' } })
    const { stdout } = await cluster.cli.run('topics', ['--describe', '--topic', 'tooled'])
    expect(stdout).toContain('cleanup.policy=compact')
  })
})

describe('other versions', () => {
  it('starts Kafka 4 without ZooKeeper', async () => {
    const cluster = await startCluster({ version: '4', brokers: 1 })
    try {
      expect(cluster).toMatchObject({ mode: 'kraft', zookeeperConnect: null, zookeepers: [] })
      await createTopics(cluster, [{ name: 'orders' }])
      await produce(cluster, 'orders', [{ value: '1' }])
      const { stdout } = await cluster.cli.run('metadata-quorum', ['describe', '--status'])
      expect(stdout).toMatch(/LeaderId:\s+1\b/)
    } finally {
      await cluster.stop()
    }
  })

  it('starts Kafka 2.8 with ZooKeeper 3.5', async () => {
    const cluster = await startCluster({ version: '2.8', brokers: 1 })
    try {
      await createTopics(cluster, [{ name: 'orders' }])
      expect(await cluster.cli.describeTopics()).toEqual([
        { topic: 'orders', partition: 0, leader: 1, replicas: [1], isr: [1] },
      ])
      expect(await fourLetterWord(cluster.zookeepers[0]?.port ?? 0, 'srvr')).toContain('Zookeeper version: 3.5.9')
    } finally {
      await cluster.stop()
    }
  })
})
