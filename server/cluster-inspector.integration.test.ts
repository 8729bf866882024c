import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from '@/e2e/cluster/cluster'
import { createTopics, untilComplete } from '@/e2e/cluster/kafka-admin'
import type { TopicFilter } from '@/e2e/cluster/kafka-tools'
import { until } from '@/e2e/cluster/until'
import type { PartitionPreset } from '@/lib/paths'
import { brokerRows } from '@/lib/rows/broker-row'
import { inPreset } from '@/lib/rows/partition-presets'
import { partitionRows } from '@/lib/rows/partition-row'
import { topicRows } from '@/lib/rows/topic-row'
import { overview } from '@/lib/views/overview'
import type { ClusterInspector } from './cluster-inspector'
import { inspectCluster } from './testing/inspect'

const PRESET_OF: Record<TopicFilter, PartitionPreset> = {
  'under-replicated': 'under-replicated',
  unavailable: 'unavailable',
  'under-min-isr': 'under-min-isr',
  'at-min-isr': 'at-min-isr',
}

/** Partitions as the command line tool lists them, comparable: ISR is a set, replicas are ordered. */
function comparable(
  rows: readonly { topic: string; partition: number; leader: number | null; replicas: number[]; isr: number[] }[],
) {
  return rows
    .map(
      ({ topic, partition, leader, replicas, isr }) =>
        `${topic}-${partition} leader ${leader} replicas ${replicas} isr ${[...isr].sort((a, b) => a - b)}`,
    )
    .sort((a, b) => (a < b ? -1 : 1))
}

async function expectEqualToCommandLine(cluster: Cluster, inspector: ClusterInspector): Promise<void> {
  const rows = () => partitionRows(inspector.model())
  expect(comparable(rows())).toEqual(comparable(await cluster.cli.describeTopics()))
  for (const [filter, preset] of Object.entries(PRESET_OF)) {
    // Keys of PRESET_OF are the tool's filters.
    const described = comparable(await cluster.cli.describeTopics(filter as TopicFilter))
    expect(comparable(rows().filter((row) => inPreset(row, preset))), preset).toEqual(described)
  }
}

const TOPICS = [
  { name: 'orders', partitions: 12, replicationFactor: 3, config: { 'min.insync.replicas': '2' } },
  { name: 'strict', partitions: 3, replicationFactor: 3, config: { 'min.insync.replicas': '3' } },
  { name: '__proto__', partitions: 2, replicationFactor: 2 },
  { name: 'single.copy', partitions: 6, replicationFactor: 1 },
]

describe.each(['3.9', '2.8', '4'] as const)('a cluster of Kafka %s', (version) => {
  let cluster: Cluster
  let inspector: ClusterInspector

  beforeAll(async () => {
    cluster = await startCluster({ version, racks: true })
    await createTopics(cluster, TOPICS)
    await untilComplete(cluster.bootstrap)
    inspector = inspectCluster(cluster)
    await until('every partition with its settings', () => {
      const rows = partitionRows(inspector.model())
      return (
        rows.length === 23 &&
        rows.every((row) => row.isr.length === row.replicas.length && row.minInsyncReplicas !== null)
      )
    })
  })

  afterAll(async () => {
    await inspector?.stop()
    await cluster?.stop()
  })

  it('shows every leader, replica list and ISR as kafka-topics does', async () => {
    await expectEqualToCommandLine(cluster, inspector)
    expect(brokerRows(inspector.model()).map(({ id, state, rack }) => [id, state, rack])).toEqual([
      [1, 'alive', 'az-a'],
      [2, 'alive', 'az-b'],
      [3, 'alive', 'az-c'],
    ])
    await until('offsets, sizes and software', () => {
      const topics = topicRows(inspector.model())
      const brokers = brokerRows(inspector.model())
      return (
        topics.every((row) => row.messages === '0' && row.sizeBytes !== null) &&
        brokers.every((row) => row.software?.startsWith(version))
      )
    })
    expect(overview(inspector.model()).verdict.level).toBe('ok')
  })

  it('sees a killed broker: gone, leaders moved, ISR smaller, and tells why; and its return', async () => {
    const holder = brokerRows(inspector.model()).find((row) => !row.isController)?.id ?? 1
    await cluster.broker(holder).kill()
    await until('the broker gone and the cluster settled', () => {
      const row = brokerRows(inspector.model()).find((one) => one.id === holder)
      const rows = partitionRows(inspector.model())
      return (
        row?.state === 'gone' &&
        row.leaders === 0 &&
        rows.every((one) => one.replicas.length === 1 || !one.isr.includes(holder))
      )
    })
    await expectEqualToCommandLine(cluster, inspector)
    const kinds = new Set(inspector.events(500).map((event) => `${event.kind} ${event.cause?.kind ?? ''}`.trim()))
    expect([...kinds]).toEqual(
      expect.arrayContaining(['isr-shrank broker-down', 'leader-changed offline', 'leader-lost broker-down']),
    )
    expect(overview(inspector.model()).verdict.level).toBe('critical')
    await cluster.broker(holder).start()
    await until(
      'everything in sync',
      () => partitionRows(inspector.model()).every((row) => row.isr.length === row.replicas.length),
      40_000,
    )
    await expectEqualToCommandLine(cluster, inspector)
  })

  it('follows topics that are created, grown and deleted', async () => {
    await createTopics(cluster, [{ name: 'new.one', partitions: 2, replicationFactor: 2 }])
    await until('the new topic with leaders', () => {
      const rows = partitionRows(inspector.model()).filter((row) => row.topic === 'new.one')
      return rows.length === 2 && rows.every((row) => row.leader !== null)
    })
    await cluster.cli.run('topics', ['--alter', '--topic', 'new.one', '--partitions', '5'])
    await until(
      'five partitions',
      () => topicRows(inspector.model()).find((row) => row.name === 'new.one')?.partitions === 5,
    )
    await cluster.cli.run('configs', [
      '--alter',
      '--entity-type',
      'topics',
      '--entity-name',
      'new.one',
      '--add-config',
      'min.insync.replicas=2',
    ])
    await until(
      'the new setting',
      () => topicRows(inspector.model()).find((row) => row.name === 'new.one')?.minInsyncReplicas === 2,
      70_000,
    )
    const config = await inspector.topicConfig('new.one')
    expect(config.entries?.find((entry) => entry.name === 'min.insync.replicas')).toMatchObject({
      value: '2',
      source: 'topic',
      default: '1',
    })
    await cluster.cli.deleteTopic('new.one')
    await until('the topic gone', () => !topicRows(inspector.model()).some((row) => row.name === 'new.one'))
    const kinds = inspector.events(200, (event) => event.subject === 'topic:new.one').map((event) => event.kind)
    expect(kinds.toReversed()).toEqual(['topic-created', 'partitions-added', 'config-changed', 'topic-deleted'])
  })
})
