import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from '@/e2e/cluster/cluster'
import { allowOrDeny, commitOffsets, createTopics } from '@/e2e/cluster/kafka-admin'
import { kafkaClient } from '@/e2e/cluster/kafkajs-client'
import { until } from '@/e2e/cluster/until'
import type { ClusterInspector } from '../cluster-inspector'
import { inspectCluster } from '../testing/inspect'

const HOUR_MS = 3_600_000
/** Written at this moment by their own account, long before anybody looked. */
const AGES_MS = [5 * HOUR_MS, 2 * HOUR_MS, 90_000]

describe('time lag behind records of Kafka 3.9 from before we looked', () => {
  let cluster: Cluster
  let inspector: ClusterInspector
  const written: number[] = []

  beforeAll(async () => {
    cluster = await startCluster({
      version: '3.9',
      brokers: 1,
      brokerConfig: {
        'authorizer.class.name': 'kafka.security.authorizer.AclAuthorizer',
        'super.users': '',
        'allow.everyone.if.no.acl.found': 'true',
      },
    })
    await createTopics(cluster, [{ name: 'old' }, { name: 'secret' }, { name: 'liar' }])
    const producer = kafkaClient(cluster.bootstrap).producer()
    await producer.connect()
    try {
      const now = Date.now()
      written.push(...AGES_MS.map((age) => now - age))
      const messages = written.map((at) => ({ value: 'x', partition: 0, timestamp: String(at) }))
      await producer.send({ topic: 'old', messages, compression: 1 })
      await producer.send({ topic: 'secret', messages })
      await producer.send({
        topic: 'liar',
        messages: [{ value: 'x', partition: 0, timestamp: String(now + HOUR_MS / 2) }],
      })
    } finally {
      await producer.disconnect()
    }
    await commitOffsets(cluster, 'first', 'old', [0])
    await commitOffsets(cluster, 'second', 'old', [1])
    await commitOffsets(cluster, 'barred', 'secret', [0])
    await commitOffsets(cluster, 'misled', 'liar', [0])
    await allowOrDeny(cluster, [
      { principal: 'User:*', operation: 'READ', on: 'TOPIC', name: 'secret', deny: true },
      { principal: 'User:*', operation: 'DESCRIBE', on: 'TOPIC', name: 'secret' },
    ])
    inspector = inspectCluster(cluster)
  })
  afterAll(async () => {
    await inspector?.stop()
    await cluster?.stop()
  })

  const told = (id: string) => inspector.lag().group(id)?.partitions[0]
  const wrongBy = (id: string, index: number) =>
    Math.abs((told(id)?.timeLagMs ?? Number.NaN) - (Date.now() - (written[index] ?? Number.NaN)))

  it('is the age by their own timestamps', async () => {
    await until(
      'both ages',
      () => [told('first'), told('second')].every((one) => one?.timeLagSource === 'record'),
      40_000,
    )
    console.warn(`time lag wrong by ${wrongBy('first', 0)} ms and ${wrongBy('second', 1)} ms`)
    expect(wrongBy('first', 0)).toBeLessThan(1_000)
    expect(wrongBy('second', 1)).toBeLessThan(1_000)
    await until(
      'the groups told so',
      () => inspector.model().groupProgress.get('first')?.timeLagSource === 'record',
      20_000,
    )
  })

  it('follows a group that moves on', async () => {
    await commitOffsets(cluster, 'first', 'old', [2])
    await until(
      'the age of the third',
      () => told('first')?.timeLagSource === 'record' && wrongBy('first', 2) < 1_000,
      40_000,
    )
    await commitOffsets(cluster, 'first', 'old', [3])
    await until('nothing left', () => told('first')?.timeLagMs === 0, 20_000)
  })

  it('is at least what was watched where records may not be read or lie', async () => {
    await until(
      'both said',
      () => [told('barred'), told('misled')].every((one) => one?.timeLagSource === 'at-least'),
      40_000,
    )
    expect(told('barred')?.timeLagReason).toBe('READ on TOPIC secret needed to look at its timestamp')
    expect(told('misled')?.timeLagReason).toBe('the timestamp of the record is later than the record')
    expect(told('misled')?.timeLagMs).toBeLessThan(HOUR_MS / 2)
  })
})
