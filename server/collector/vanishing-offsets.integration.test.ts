import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from '@/e2e/cluster/cluster'
import { groupTables } from '@/e2e/cluster/group-tables'
import { commitOffsets, createTopics } from '@/e2e/cluster/kafka-admin'
import { kafkaClient } from '@/e2e/cluster/kafkajs-client'
import { until } from '@/e2e/cluster/until'
import { groupPartitionRows } from '@/lib/rows/group-partition-row'
import { groupRow } from '@/lib/rows/group-row'
import type { ClusterInspector } from '../cluster-inspector'
import { inspectCluster } from '../testing/inspect'

describe('committed offsets that hang or expire, of Kafka 3.9', () => {
  let cluster: Cluster
  let inspector: ClusterInspector

  beforeAll(async () => {
    cluster = await startCluster({
      brokers: 1,
      brokerConfig: { 'offsets.retention.minutes': '1', 'offsets.retention.check.interval.ms': '1000' },
    })
    await createTopics(cluster, [{ name: 'orders' }])
    await commitOffsets(cluster, 'forgotten', 'orders', [0])
    inspector = inspectCluster(cluster)
    await until('the group', () => groupRow(inspector.model(), 'forgotten'))
  })

  afterAll(async () => {
    await inspector?.stop()
    await cluster?.stop()
  })

  const row = (id: string) => {
    const model = inspector.model()
    return groupPartitionRows(model, model.groupDescription.get(id), model.groupOffsets.get(id))[0]
  }
  const toolRow = async (id: string) => {
    const { offsets } = await groupTables(cluster.cli)
    return offsets.find(({ group }) => group === id)
  }

  it('are those before a transaction until it is committed, while its records count as lag', async () => {
    const producerOf = (transactionalId: string) =>
      kafkaClient(cluster.bootstrap).producer({ transactionalId, idempotent: true })
    // Two of them: one may begin no transaction while its last is being ended.
    const [first, second] = [producerOf('hangs'), producerOf('commits')]
    await Promise.all([first.connect(), second.connect()])
    try {
      await commitOffsets(cluster, 'exact', 'orders', [0])
      const topics = [{ topic: 'orders', partitions: [{ partition: 0, offset: '3' }] }]
      const hanging = await first.transaction()
      await hanging.send({ topic: 'orders', messages: Array.from({ length: 5 }, () => ({ value: 'x' })) })
      await hanging.sendOffsets({ consumerGroupId: 'exact', topics })
      await until('the open records', () => row('exact')?.lag === '5')
      expect(row('exact')).toMatchObject({ committed: '0', end: '5' })
      expect(await toolRow('exact')).toMatchObject({ committed: '0', end: '5', lag: '5' })
      await hanging.abort()

      const done = await second.transaction()
      await done.sendOffsets({ consumerGroupId: 'exact', topics })
      await done.commit()
      await until('the commit of the transaction', () => row('exact')?.committed === '3')
      // The marker that ended the first transaction has an offset of its own.
      await until('the end behind the marker', () => row('exact')?.end === '6')
      expect(await toolRow('exact')).toMatchObject({ committed: '3', end: '6', lag: '3' })
    } finally {
      await Promise.all([first.disconnect(), second.disconnect()])
    }
  })

  it('are gone with their group when they expire, and nothing is told of it as a rebalance', async () => {
    const before = inspector.rebalances().of('forgotten')
    await until('the group gone', () => groupRow(inspector.model(), 'forgotten') === null || null, 120_000)
    expect(inspector.rebalances().of('forgotten')).toEqual(before)
    expect(inspector.lag().group('forgotten')).toBeNull()
  }, 150_000)
})
