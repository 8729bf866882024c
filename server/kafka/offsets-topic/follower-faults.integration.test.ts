import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from '@/e2e/cluster/cluster'
import { freePorts } from '@/e2e/cluster/free-port'
import { allowOrDeny, commitOffsets, createTopics } from '@/e2e/cluster/kafka-admin'
import { until } from '@/e2e/cluster/until'
import { coordinatorPartition, OFFSETS_TOPIC } from '@/lib/records/coordinator-partition'
import { KafkaClient } from '../client'
import { OffsetsTopicFollower } from './follower'
import type { OffsetsTopicBatch } from './offsets-topic-batch'

function follow(client: KafkaClient) {
  const batches: OffsetsTopicBatch[] = []
  const follower = new OffsetsTopicFollower(client, { onBatch: (batch) => batches.push(batch) })
  follower.start()
  const status = (partition: number) => follower.status().partitions.find((one) => one.partition === partition)
  const records = () => batches.flatMap((batch) => batch.records)
  return {
    ...{ follower, batches, status, records },
    /** Offsets that a group committed in partition 0 of a topic, in order. */
    commits: (group: string) =>
      records().flatMap((one) =>
        one.kind === 'offset-commit' && one.group === group && one.partition === 0 && one.value
          ? Number(one.value.offset)
          : [],
      ),
    offsets: (partition: number) =>
      batches.filter((one) => one.partition === partition).flatMap((one) => one.records.map(({ offset }) => offset)),
  }
}

describe.each([
  { version: '3.9', how: 'killed' },
  { version: '4', how: 'frozen' },
] as const)('a coordinator of Kafka $version', ({ version, how }) => {
  let cluster: Cluster
  let client: KafkaClient
  let followed: ReturnType<typeof follow>
  const partition = coordinatorPartition('steady', 12)

  afterAll(async () => {
    await followed?.follower.stop()
    await client?.close()
    await cluster?.stop()
  })

  /** Commits this offset by way of these brokers, as often as it takes: the client that commits may wait for the lost one. */
  const commit = (offset: number, bootstrap = cluster.bootstrap) =>
    until(
      `offset ${offset} committed`,
      async () => {
        const done = commitOffsets({ bootstrap }, 'steady', 'orders', [offset]).then(() => true)
        return await Promise.race([done, delay(10_000, false)])
      },
      60_000,
    )
  const all = () => followed.follower.status().partitions
  const allFollowed = () => all().length === 12 && all().every(({ state }) => state === 'following')

  it(`that is ${how} costs no record, and is said`, async () => {
    cluster = await startCluster({ version, brokers: 3 })
    client = new KafkaClient({ bootstrap: cluster.bootstrap })
    await createTopics(cluster, [{ name: 'orders', partitions: 3, replicationFactor: 3 }])
    followed = follow(client)
    await commit(1)
    await until('the first commit', () => followed.commits('steady').includes(1))
    await until('all followed', allFollowed)

    const lost = followed.status(partition)?.leader ?? 0
    const itsPartitions = all().filter(({ leader }) => leader === lost)
    const others = all().filter(({ leader }) => leader !== lost)
    const broker = cluster.broker(lost)
    if (how === 'killed') await broker.kill()
    else broker.freeze()
    try {
      await until('the loss said', () => followed.status(partition)?.state === 'interrupted', 30_000)
      expect(followed.status(partition)?.reason).toMatch(/\S/)
      expect(others.filter((one) => followed.status(one.partition)?.state !== 'following')).toEqual([])
      await until(
        'another leader of each',
        () =>
          itsPartitions.every((one) => {
            const now = followed.status(one.partition)
            return now?.state === 'following' && now.leader !== lost
          }),
        60_000,
      )
      await commit(
        2,
        cluster.bootstrap.filter((_, index) => index !== lost - 1),
      )
      await until('the second commit', () => followed.commits('steady').includes(2))
    } finally {
      if (how === 'killed') await broker.start()
      else broker.thaw()
    }
    await commit(3)
    await until('the third commit', () => followed.commits('steady').includes(3))
    await until('all followed again', allFollowed, 40_000)
    expect(followed.batches.filter(({ gap }) => gap)).toEqual([])

    // Somebody who comes late reads the same.
    const late = follow(client)
    await until('the past read', () => late.commits('steady').includes(3) && late.offsets(partition).length > 0)
    await late.follower.stop()
    for (const { partition: index } of late.follower.status().partitions) {
      const seen = late.offsets(index)
      expect(followed.offsets(index).slice(0, seen.length), `partition ${index}`).toEqual(seen)
      expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => Number(a - b)))
    }
  }, 200_000)
})

describe('permissions', () => {
  let cluster: Cluster
  let followed: ReturnType<typeof follow>
  let client: KafkaClient

  afterAll(async () => {
    await followed?.follower.stop()
    await client?.close()
    await cluster?.stop()
  })

  it('that are missing are said, and used when they are given', async () => {
    const [login = 0] = await freePorts(1)
    const listeners = `PLAINTEXT://127.0.0.1:{port},SASL_PLAINTEXT://127.0.0.1:${login}`
    cluster = await startCluster({
      brokers: 1,
      brokerConfig: {
        listeners,
        'advertised.listeners': listeners,
        'listener.name.sasl_plaintext.sasl.enabled.mechanisms': 'PLAIN',
        'listener.name.sasl_plaintext.plain.sasl.jaas.config':
          'org.apache.kafka.common.security.plain.PlainLoginModule required user_watcher="secret";',
        'authorizer.class.name': 'kafka.security.authorizer.AclAuthorizer',
        'super.users': 'User:ANONYMOUS',
      },
    })
    await createTopics(cluster, [{ name: 'orders' }])
    await commitOffsets(cluster, 'readers', 'orders', [0])
    client = new KafkaClient({
      bootstrap: [`127.0.0.1:${login}`],
      sasl: { mechanism: 'plain', username: 'watcher', password: 'secret' },
    })
    followed = follow(client)
    await until('the topic hidden', () => followed.follower.status().state === 'denied')
    expect(followed.follower.status().reason).toBe('TOPIC_AUTHORIZATION_FAILED: not authorised for this topic')
    const watcher = { principal: 'User:watcher', on: 'TOPIC', name: OFFSETS_TOPIC } as const
    await allowOrDeny(cluster, [{ ...watcher, operation: 'DESCRIBE' }])
    const all = () => followed.follower.status().partitions
    await until(
      'each partition denied',
      () => all().length === 12 && all().every(({ state }) => state === 'denied'),
      40_000,
    )
    expect(all()[0]).toMatchObject({ reason: 'TOPIC_AUTHORIZATION_FAILED: not authorised for this topic' })
    expect(followed.follower.status()).toMatchObject({ state: 'present', reason: null })
    expect(followed.records()).toEqual([])
    await allowOrDeny(cluster, [{ ...watcher, operation: 'READ' }])
    await until('all followed', () => all().every(({ state }) => state === 'following'), 40_000)
    expect(followed.commits('readers')).toEqual([0])
  }, 120_000)
})
