import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from '@/e2e/cluster/cluster'
import { allowOrDeny, createTopics, produce } from '@/e2e/cluster/kafka-admin'
import type { KeptTool } from '@/e2e/cluster/kafka-tools'
import { until } from '@/e2e/cluster/until'
import { readWithOldShell } from '@/e2e/cluster/zookeeper-shell'
import { SINGLE } from '@/lib/model/cluster'
import { brokerRows } from '@/lib/rows/broker-row'
import { partitionRows } from '@/lib/rows/partition-row'
import { topicRows } from '@/lib/rows/topic-row'
import { groupView } from '@/lib/views/group'
import { overview } from '@/lib/views/overview'
import { meaningOf } from '@/lib/znodes/meaning-of'
import { ClusterInspector } from './cluster-inspector'
import { loadConfig } from './config'
import { ZooKeeperSession } from './zookeeper/session'
import { misread, notUnderstood, type WalkedZnode, walk } from './zookeeper/testing/walked-tree'
import { ZnodeWriter } from './zookeeper/testing/znode-writer'

/** The oldest generation: no recursive watches, no chroot here, and consumers that keep themselves in ZooKeeper. */
describe('Kafka 1.1 on ZooKeeper 3.4', () => {
  let cluster: Cluster
  let connect: string
  let inspector: ClusterInspector
  let consumer: KeptTool
  let session: ZooKeeperSession

  const source = (name: string) => inspector.model().source.get(name)
  const rows = () => partitionRows(inspector.model()).filter(({ topic }) => topic === 'orders')
  const inSync = () => rows().length === 6 && rows().every(({ isr, replicas }) => isr.length === replicas.length)

  /** As the command line tool lists them. */
  async function expectEqualToCommandLine(): Promise<void> {
    const text = (one: { partition: number; leader: number | null; replicas: number[]; isr: number[] }) =>
      `${one.partition} leader ${one.leader} replicas ${one.replicas} isr ${one.isr.toSorted((a, b) => a - b)}`
    const described = (await cluster.cli.describeTopics()).filter(({ topic }) => topic === 'orders')
    expect(rows().map(text)).toEqual(described.map(text))
  }

  beforeAll(async () => {
    cluster = await startCluster({
      version: '1.1',
      brokers: 2,
      racks: true,
      chroot: '',
      brokerConfig: {
        'authorizer.class.name': 'kafka.security.auth.SimpleAclAuthorizer',
        'super.users': 'User:ANONYMOUS',
        // Frozen brokers keep their sessions while the tree is read.
        'zookeeper.session.timeout.ms': '60000',
      },
    })
    connect = cluster.zookeeperConnect ?? ''
    await createTopics(cluster, [{ name: 'orders', partitions: 6, replicationFactor: 2 }])
    const records = Array.from({ length: 30 }, (_, index) => ({ partition: index % 6, value: `${index}` }))
    await produce(cluster, 'orders', records)
    const group = ['group.id=old', 'auto.commit.interval.ms=300', 'auto.offset.reset=smallest']
    consumer = cluster.cli.keep(
      'console-consumer',
      [
        ...['--zookeeper', connect, '--topic', 'orders'],
        ...group.flatMap((property) => ['--consumer-property', property]),
      ],
      'old-consumer',
    )
    const [config] = loadConfig({ ZOOKEEPER_CONNECT: connect }, []).clusters
    if (!config) throw new Error('no cluster configured')
    inspector = new ClusterInspector(config, 'test', () => undefined)
    inspector.start()
    session = new ZooKeeperSession({ connect })
    session.start()
    await until('a session', () => session.state.status === 'live')
    await until('every partition in sync', inSync)
  })

  afterAll(async () => {
    for (const broker of cluster?.brokers ?? []) broker.thaw()
    await consumer?.stop()
    await session?.close()
    await inspector?.stop()
    await cluster?.stop()
  })

  it('is shown as kafka-topics shows it, and each thing its brokers cannot tell says so', async () => {
    await expectEqualToCommandLine()
    await until('offsets, settings and software', () => {
      const [topic] = topicRows(inspector.model())
      return (
        // A producer that found a leader too early has sent some of them twice.
        Number(topic?.messages) >= 30 &&
        topic?.minInsyncReplicas === 1 &&
        brokerRows(inspector.model()).every(({ software }) => software === '1.1')
      )
    })
    expect(brokerRows(inspector.model())).toMatchObject([
      { id: 1, state: 'alive', rack: 'az-a', sizeBytes: null },
      { id: 2, state: 'alive', rack: 'az-b', sizeBytes: null },
    ])
    expect(inspector.model().controller.get(SINGLE)).toMatchObject({ epoch: 1 })
    expect(overview(inspector.model()).verdict.level).toBe('ok')
    const untold = { 'log-dirs': 'DescribeLogDirs', reassignments: 'ListPartitionReassignments' }
    for (const [name, api] of Object.entries(untold)) {
      expect(await until(`the reason of ${name}`, () => source(name)?.reason)).toContain(
        `${api} is not available on broker`,
      )
    }
    for (const name of ['zookeeper', 'metadata', 'offsets', 'groups', 'topic-settings', 'ensemble']) {
      expect(source(name), name).toMatchObject({ status: 'live' })
    }
    const server = inspector.model().ensembleServer.get(connect)
    expect(server).toMatchObject({ status: 'serving', mode: 'standalone', version: '3.4.10' })
  })

  it('reads configurations without documentation, which it does not tell', async () => {
    const topic = await inspector.topicConfig('orders')
    expect(topic.error).toBeNull()
    expect(topic.entries?.find(({ name }) => name === 'min.insync.replicas')).toMatchObject({ value: '1' })
    expect((await inspector.brokerConfig(1)).entries?.find(({ name }) => name === 'broker.rack')?.value).toBe('az-a')
  })

  it('is followed with one-shot watches: a broker leaves and returns, a topic comes and goes', async () => {
    await cluster.broker(2).stop()
    await until('broker 2 gone, its leaders moved', () => {
      const gone = brokerRows(inspector.model()).find(({ id }) => id === 2)
      return gone?.state === 'gone' && rows().every(({ leader, isr }) => leader === 1 && isr.join() === '1')
    })
    await cluster.broker(2).start()
    await until('every partition in sync again', inSync, 40_000)
    await expectEqualToCommandLine()
    await createTopics(cluster, [{ name: 'late', partitions: 2, replicationFactor: 1 }])
    const late = () => partitionRows(inspector.model()).filter(({ topic }) => topic === 'late')
    await until('the new topic', () => late().filter(({ leader }) => leader !== null).length === 2)
    await cluster.cli.deleteTopic('late')
    await until('the topic gone', () => late().length === 0)
    const kinds = inspector.events(500, ({ subject }) => subject === 'topic:late' || subject === 'broker:2')
    expect(kinds.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['broker-left', 'broker-joined', 'topic-created', 'topic-deleted']),
    )
    expect(inspector.events(500, ({ kind }) => kind === 'recorder-gap')).toEqual([])
  })

  it("shows its consumers' registrations, owners and offsets in ZooKeeper", async () => {
    const committed = async (partition: number) => {
      const { data } = await session.get(`/consumers/old/offsets/orders/${partition}`)
      return Number(String(data))
    }
    const offsets = await until('all read', async () => {
      const all = await Promise.all([0, 1, 2, 3, 4, 5].map(committed))
      const messages = topicRows(inspector.model()).find(({ name }) => name === 'orders')?.messages
      return String(all.reduce((sum, one) => sum + one, 0)) === messages ? all : null
    })
    expect(Math.min(...offsets)).toBeGreaterThanOrEqual(5)
    const nodes = await walk(session, '/consumers/old')
    expect(notUnderstood(nodes)).toEqual([])
    const said = nodes.map(({ path, text, stat }) => meaningOf({ path, text, stat }).sentence).join('\n')
    expect(said).toContain(`Group old has read orders-3 up to offset ${offsets[3]}`)
    const owner = nodes.find(({ path }) => path === '/consumers/old/owners/orders/3')
    expect(owner?.text).toMatch(/^old_.+-\d+$/)
    expect(owner?.stat.ephemeralOwner).not.toBe('0x0')
    const member = nodes.find(({ path }) => path.startsWith('/consumers/old/ids/'))
    expect(owner?.text).toContain(member?.path.split('/').at(-1))
  })

  /** As Kafka's own tool describes a group of ZooKeeper, by its columns: partition, offset, log end, lag, owner. */
  async function toolRows(group: string): Promise<string[]> {
    const args = ['--zookeeper', connect, '--describe', '--group', group]
    const { stdout } = await cluster.cli.run('consumer-groups', args)
    const lines = stdout.split('\n').map((line) => line.trim().split(/\s+/))
    return lines
      .filter(([topic]) => topic === 'orders')
      .map(([, partition, offset, end, lag, owner]) =>
        [partition, offset, end, lag, /^.+-\d{13}-[0-9a-f]{1,8}/.exec(owner ?? '')?.[0] ?? ''].join(' '),
      )
      .sort()
  }

  const partitionsOf = (group: string) => groupView(inspector.model(), group)?.partitions ?? []
  const shown = (group: string) =>
    partitionsOf(group).map(({ partition, committed, end, lag, member }) =>
      [partition, committed, end, lag, member?.memberId ?? ''].join(' '),
    )

  it('lists the group that keeps itself in ZooKeeper, as kafka-consumer-groups describes it', async () => {
    await until('everything read and committed', () => {
      const rows = partitionsOf('old')
      return rows.length === 6 && rows.every(({ lag, member }) => lag === '0' && member !== null)
    })
    expect(shown('old')).toEqual(await toolRows('old'))
    const view = groupView(inspector.model(), 'old')
    expect(view?.row).toMatchObject({ id: 'old', kind: 'zookeeper', state: 'Active', members: 1, coordinator: null })
    const [member] = view?.members ?? []
    const registration = await session.get(`/consumers/old/ids/${member?.memberId}`)
    expect(member).toMatchObject({ since: registration.stat.ctime, partitions: 6, lag: '0' })
    expect(member?.memberId).toContain(`old_${member?.host}-`)
    const commits = await Promise.all(
      [0, 1, 2, 3, 4, 5].map((partition) => session.get(`/consumers/old/offsets/orders/${partition}`)),
    )
    const newest = Math.max(...commits.map(({ stat }) => stat.mtime))
    await until('its last commit', () => groupView(inspector.model(), 'old')?.row.progress?.lastCommitAt === newest)
  })

  it('follows what such a group commits, and its coming and going', async () => {
    const writer = await ZnodeWriter.open(connect)
    // Kafka's tool looks for a group's topics below `owners`, and fails without `ids`.
    const below = ['', '/ids', '/owners', '/owners/orders', '/offsets', '/offsets/orders']
    const folders = below.map((path) => `/consumers/behind${path}`)
    await writer.createAll([...folders, ['/consumers/behind/offsets/orders/2', '1']])
    await until('the group', () => partitionsOf('behind')[0]?.committed === '1')
    expect(shown('behind')).toEqual((await toolRows('behind')).filter((line) => line.startsWith('2 ')))
    expect(groupView(inspector.model(), 'behind')?.row).toMatchObject({ state: 'Empty', status: 'unread', members: 0 })
    await writer.set('/consumers/behind/offsets/orders/2', '3')
    await until('its commit', () => partitionsOf('behind')[0]?.committed === '3')
    await writer.create('/consumers/behind/ids/behind_one', '{"version":1,"subscription":{"orders":1}}', {
      ephemeral: true,
    })
    await until('its member', () => groupView(inspector.model(), 'behind')?.row.members === 1)
    writer.close()
    await until('its member gone', () => groupView(inspector.model(), 'behind')?.row.members === 0)
    const remover = await ZnodeWriter.open(connect)
    for (const path of ['/consumers/behind/offsets/orders/2', ...folders.toReversed()]) await remover.remove(path)
    remover.close()
    await until('the group gone', () => !inspector.model().zookeeperGroup.has('behind'))
    expect(inspector.model().zookeeperOffsets.has('behind')).toBe(false)
  })

  it('reads as ZooKeeper shows it and is understood, node by node', async () => {
    await allowOrDeny(cluster, [
      { principal: 'User:ann', operation: 'READ', on: 'TOPIC', name: 'orders' },
      { principal: 'User:ann', operation: 'ALTER', on: 'CLUSTER', name: 'kafka-cluster' },
    ])
    const ann = ['--entity-type', 'users', '--entity-name', 'ann']
    await cluster.cli.run('configs', ['--alter', ...ann, '--add-config', 'SCRAM-SHA-256=[password=secret]'])
    await cluster.cli.run('configs', ['--alter', ...ann, '--add-config', 'producer_byte_rate=1048576'])
    const writer = await ZnodeWriter.open(connect)
    for (const broker of cluster.brokers) broker.freeze()
    const partitions = [{ topic: 'orders', partition: 0, replicas: [2] }]
    await writer.create('/admin/reassign_partitions', JSON.stringify({ version: 1, partitions }))
    const election = { version: 1, partitions: [{ topic: 'orders', partition: 3 }] }
    await writer.create('/admin/preferred_replica_election', JSON.stringify(election))
    await writer.create('/admin/delete_topics/orders', null)
    writer.close()
    await consumer.stop()
    let nodes: WalkedZnode[] = []
    await until('the consumer has left', async () => {
      nodes = await walk(session)
      return !nodes.some(({ path }) => path.startsWith('/consumers/old/ids/'))
    })
    const paths = nodes.map(({ path }) => path)
    const shell = await readWithOldShell(cluster.cli, paths)
    expect(new Set(paths)).toEqual(new Set(shell.paths))
    expect(misread(nodes, shell)).toEqual([])
    expect(notUnderstood(nodes)).toEqual([])
    expect(nodes.length).toBeGreaterThan(60)
  })
})
