import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from '@/e2e/cluster/cluster'
import { createTopics, produce } from '@/e2e/cluster/kafka-admin'
import { kafkaClient } from '@/e2e/cluster/kafkajs-client'
import { KafkaClient } from './client'
import { isItemError } from './item-error'
import type { ClusterMetadata } from './requests/metadata'

/** Asks again until it holds; fails with the last answer after the deadline. */
async function until<T>(ask: () => Promise<T>, holds: (answer: T) => boolean, limitMs = 20_000): Promise<T> {
  const endsAt = Date.now() + limitMs
  for (;;) {
    const answer = await ask()
    if (holds(answer)) return answer
    if (Date.now() > endsAt) throw new Error(`not so after ${limitMs} ms: ${JSON.stringify(answer)}`)
    await delay(100)
  }
}

/** Another client's opinion; it may have produced a batch twice, so no test knows the offsets beforehand. */
async function offsetsByKafkajs(cluster: Cluster, topic: string) {
  const admin = kafkaClient(cluster.bootstrap).admin()
  await admin.connect()
  try {
    return await admin.fetchTopicOffsets(topic)
  } finally {
    await admin.disconnect()
  }
}

function leadersOf({ topics }: Pick<ClusterMetadata, 'topics'>) {
  return topics.flatMap(({ name, partitions }) =>
    partitions.map(({ partition, leader }) => ({ topic: name, partition, leader: leader ?? -1 })),
  )
}

describe.each([
  { version: '3.9', brokers: 3 },
  { version: '2.8', brokers: 2 },
  { version: '4', brokers: 3 },
] as const)('KafkaClient with Kafka $version', ({ version, brokers }) => {
  let cluster: Cluster
  let client: KafkaClient
  const log: string[] = []

  beforeAll(async () => {
    cluster = await startCluster({ version, brokers, racks: true })
    client = new KafkaClient({ bootstrap: cluster.bootstrap, log: (line) => log.push(line) })
    await createTopics(cluster, [
      { name: 'orders', partitions: 6, replicationFactor: 2, config: { 'retention.ms': '7200000' } },
      { name: 'empty', partitions: 1 },
      { name: 'spread', assignment: cluster.brokers.map(({ id }) => [id, (id % brokers) + 1]) },
    ])
    await produce(
      cluster,
      'orders',
      Array.from({ length: 30 }, (_, index) => ({ value: `order ${index}`, partition: index % 6 })),
    )
  })
  afterAll(async () => {
    await client?.close()
    await cluster?.stop()
  })

  it('reads the same partitions as Kafka’s own tool', async () => {
    const said = await cluster.cli.describeTopics()
    const { topics, brokers: listed, clusterId, controllerId } = await client.metadata(null)
    const read = topics.flatMap(({ name, partitions }) =>
      partitions.map(({ partition, leader, replicas, isr }) => ({ topic: name, partition, leader, replicas, isr })),
    )
    const order = (rows: typeof said) =>
      rows.map((row) => JSON.stringify({ ...row, isr: row.isr.toSorted((a, b) => a - b) })).sort()
    expect(order(read)).toEqual(order(said))
    expect(read.length).toBeGreaterThanOrEqual(7)
    expect(listed.map(({ id, port, rack }) => ({ id, port, rack }))).toEqual(
      cluster.brokers.map(({ id, port }) => ({ id, port, rack: `az-${'abc'[id - 1]}` })),
    )
    expect(clusterId).toMatch(/^[\w-]{22}$/)
    expect(listed.map(({ id }) => id)).toContain(controllerId)
    expect(topics.find(({ name }) => name === 'orders')?.topicId).toMatch(/^[\w-]{22}$/)
  })

  it('tells a missing topic from an empty one, and creates none', async () => {
    const { topics } = await client.metadata(['empty', 'no-such-topic'])
    const missing = topics.find(({ name }) => name === 'no-such-topic')
    expect(missing).toMatchObject({ error: { code: 3, name: 'UNKNOWN_TOPIC_OR_PARTITION' }, partitions: [] })
    expect((await client.metadata(null)).topics.map(({ name }) => name)).not.toContain('no-such-topic')
  })

  it('reads both ends of every log, and an error for each partition that is not there', async () => {
    const leaders = leadersOf(await client.metadata(['orders', 'empty']))
    const asked = [
      ...leaders,
      { topic: 'orders', partition: 99, leader: 1 },
      { topic: 'orders', partition: 98, leader: -1 },
    ]
    const [latest, earliest] = await Promise.all([
      client.listOffsets(asked, 'latest'),
      client.listOffsets(asked, 'earliest'),
    ])
    for (const { partition, high, low } of await offsetsByKafkajs(cluster, 'orders')) {
      expect(latest.get(`orders/${partition}`)).toMatchObject({ offset: BigInt(high) })
      expect(earliest.get(`orders/${partition}`)).toMatchObject({ offset: BigInt(low) })
      expect(Number(high)).toBeGreaterThanOrEqual(5)
    }
    expect(latest.get('empty/0')).toMatchObject({ offset: 0n })
    expect(latest.get('orders/99')).toMatchObject({ error: { code: 3 } })
    expect(latest.get('orders/98')).toMatchObject({ error: { name: 'LEADER_NOT_AVAILABLE' } })
    expect(latest.size).toBe(asked.length)
  })

  it('reads configurations with their source, type and documentation', async () => {
    const configs = await client.describeConfigs(
      [
        { type: 'topic', name: 'orders' },
        { type: 'topic', name: 'no-such-topic' },
        { type: 'broker', name: '1', keys: ['log.dirs', 'num.io.threads'] },
        { type: 'broker', name: '42' },
      ],
      { documentation: true },
    )
    const orders = configs.get('topic:orders')
    expect(Array.isArray(orders) && orders.find(({ name }) => name === 'retention.ms')).toMatchObject({
      value: '7200000',
      source: 'DYNAMIC_TOPIC_CONFIG',
      type: 'LONG',
      isDefault: false,
      documentation: expect.stringContaining('retention'),
      synonyms: [{ name: 'retention.ms', value: '7200000', source: 'DYNAMIC_TOPIC_CONFIG' }],
    })
    expect(Array.isArray(orders) && orders.find(({ name }) => name === 'segment.bytes')).toMatchObject({
      isDefault: true,
      type: 'INT',
      synonyms: [{ name: 'log.segment.bytes', value: '1073741824', source: 'DEFAULT_CONFIG' }],
    })
    expect(configs.get('topic:no-such-topic')).toMatchObject({ error: { code: 3 } })
    const broker = configs.get('broker:1')
    expect(Array.isArray(broker) && broker.map(({ name, source }) => ({ name, source }))).toEqual(
      expect.arrayContaining([{ name: 'log.dirs', source: 'STATIC_BROKER_CONFIG' }]),
    )
    expect(configs.get('broker:42')).toMatchObject({ error: { name: 'BROKER_NOT_AVAILABLE' } })
  })

  it('reads log directories', async () => {
    await client.metadata([])
    const dirs = await client.describeLogDirs(1)
    expect(dirs[0]).toMatchObject({ path: expect.stringContaining('broker-1'), error: null })
    const near = ['--bootstrap-server', cluster.bootstrap.join(',')]
    const { stdout } = await cluster.cli.run('log-dirs', [
      ...near,
      '--describe',
      '--broker-list',
      '1',
      '--topic-list',
      'orders',
    ])
    const said: { brokers: { logDirs: { partitions: { partition: string; size: number }[] }[] }[] } = JSON.parse(
      stdout.slice(stdout.indexOf('{"')),
    )
    const sizes = said.brokers[0]?.logDirs[0]?.partitions.map(({ partition, size }) => `${partition}: ${size}`)
    const replicas = dirs.flatMap((dir) => dir.replicas).filter(({ topic }) => topic === 'orders')
    const read = replicas.map(({ topic, partition, sizeBytes }) => `${topic}-${partition}: ${sizeBytes}`)
    expect(read.length).toBeGreaterThan(0)
    expect(read.sort()).toEqual(sizes?.sort())
    for (const replica of replicas) expect(replica).toMatchObject({ offsetLag: 0n, isFuture: false })
    expect((dirs[0]?.totalBytes ?? 0n) > 0n).toBe(version !== '2.8')
  })

  it('describes the cluster and what each broker can', async () => {
    const described = await client.describeCluster()
    expect(described?.brokers.map(({ id, rack, fenced }) => ({ id, rack, fenced }))).toEqual(
      cluster.brokers.map(({ id }) => ({ id, rack: `az-${'abc'[id - 1]}`, fenced: false })),
    )
    expect(described?.clusterId).toBe((await client.metadata([])).clusterId)
    const capabilities = client.capabilities(1)
    expect(capabilities?.apis.get(3)).toEqual({ min: 0, max: { '2.8': 11, '3.9': 12, '4': 13 }[version] })
    expect(capabilities?.metadataVersion === null).toBe(version !== '4')
  })

  it('reads the controller quorum, and null where ZooKeeper keeps the metadata', async () => {
    const quorum = await client.describeQuorum()
    if (cluster.mode === 'zookeeper') {
      expect(quorum).toBeNull()
      return
    }
    expect(quorum?.voters.map(({ id }) => id)).toEqual([1, 2, 3])
    expect(quorum?.voters.map(({ id }) => id)).toContain(quorum?.leader)
    expect((quorum?.highWatermark ?? 0n) > 0n).toBe(true)
    expect(quorum?.voters.every(({ lastCaughtUpMs }) => lastCaughtUpMs === null || lastCaughtUpMs > 1.7e12)).toBe(true)
  })

  it('lists no move where none is under way, whichever broker is asked first', async () => {
    for (const address of cluster.bootstrap) {
      const fresh = new KafkaClient({ bootstrap: [address] })
      await fresh.metadata([])
      expect(await fresh.listPartitionReassignments()).toEqual([])
      await fresh.close()
    }
  })

  it('answers probes in order of milliseconds', async () => {
    await client.probe(1)
    const { latencyMs } = await client.probe(1)
    expect(latencyMs).toBeGreaterThan(0)
    expect(latencyMs).toBeLessThan(1000)
  })

  // Not in KRaft, where kafkajs sends the order to any broker, the frozen one included.
  it.runIf(version !== '4')('lists a move under way, until it is done', async () => {
    const { controllerId } = await client.metadata([])
    const from = controllerId ?? 0
    // The controller must stay awake; a broker frozen for a moment keeps its place but copies nothing.
    const target = cluster.broker((from % brokers) + 1)
    await createTopics(cluster, [{ name: 'moving', assignment: [[from]] }])
    target.freeze()
    const admin = kafkaClient(cluster.bootstrap.filter((address) => !address.endsWith(`:${target.port}`))).admin()
    await admin.connect()
    try {
      const partitionAssignment = [{ partition: 0, replicas: [target.id] }]
      await admin.alterPartitionReassignments({ topics: [{ topic: 'moving', partitionAssignment }] })
      const [move] = await until(
        () => client.listPartitionReassignments(),
        (moves) => moves.length > 0,
      )
      expect(move).toMatchObject({ topic: 'moving', partition: 0, adding: [target.id], removing: [from] })
      expect(move?.replicas.toSorted((a, b) => a - b)).toEqual([from, target.id].toSorted((a, b) => a - b))
    } finally {
      target.thaw()
      await admin.disconnect()
    }
    await until(
      () => client.listPartitionReassignments(),
      (moves) => moves.length === 0,
    )
    // Brokers hear of the end a moment after the controller.
    await until(
      () => client.metadata(['moving']),
      (metadata) => String(metadata.topics[0]?.partitions[0]?.replicas) === String(target.id),
    )
  })

  it('left no byte of any answer unread', () => {
    expect(log.filter((line) => line.includes('unread'))).toEqual([])
  })

  it.runIf(brokers === 3)('answers within its deadline with one broker killed and one frozen', async () => {
    const metadata = await until(
      () => client.metadata(['spread']),
      ({ topics, brokers: listed }) =>
        listed.length === 3 && leadersOf({ topics }).every(({ partition, leader }) => leader === partition + 1),
    )
    const leaders = leadersOf(metadata)
    const [dead, frozen, well] = [1, 2, 3]
    await cluster.broker(dead).kill()
    cluster.broker(frozen).freeze()
    try {
      const [offsets, deadProbe, frozenProbe, wellProbe] = await Promise.all([
        client.listOffsets(leaders, 'latest', { timeoutMs: 2000 }),
        client.probe(dead, { timeoutMs: 1000 }).catch((error: unknown) => error),
        client.probe(frozen, { timeoutMs: 1000 }).catch((error: unknown) => error),
        client.probe(well, { timeoutMs: 2000 }),
      ])
      for (const { topic, partition, leader } of leaders) {
        const offset = offsets.get(`${topic}/${partition}`)
        if (leader === well) expect(offset).toMatchObject({ offset: 0n })
        else expect(offset && isItemError(offset)).toBe(true)
      }
      expect(leaders.map(({ leader }) => leader)).toEqual([dead, frozen, well])
      expect(deadProbe).toMatchObject({ code: 'unreachable', message: expect.stringContaining('ECONNREFUSED') })
      expect(frozenProbe).toMatchObject({
        code: 'timeout',
        message: expect.stringContaining(`127.0.0.1:${cluster.broker(frozen).port}`),
      })
      expect(wellProbe.latencyMs).toBeGreaterThan(0)
      expect((await client.metadata(null)).topics.length).toBeGreaterThan(0)
    } finally {
      cluster.broker(frozen).thaw()
    }
    const back = await until(
      () =>
        client.probe(frozen).then(
          () => true,
          () => false,
        ),
      (answers) => answers,
    )
    expect(back).toBe(true)
  })
})
