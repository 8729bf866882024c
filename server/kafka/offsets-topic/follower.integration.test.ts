import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from '@/e2e/cluster/cluster'
import { joinGroup, joinGroupInJava, onlyCommit } from '@/e2e/cluster/group-members'
import { createTopics, produce } from '@/e2e/cluster/kafka-admin'
import type { KeptTool } from '@/e2e/cluster/kafka-tools'
import { kafkaClient } from '@/e2e/cluster/kafkajs-client'
import { until } from '@/e2e/cluster/until'
import { decodeAssignment } from '@/lib/records/consumer-assignment'
import { coordinatorPartition, OFFSETS_TOPIC } from '@/lib/records/coordinator-partition'
import type { OffsetsTopicRecord } from '@/lib/records/offsets-topic'
import { KafkaClient } from '../client'
import { isItemError } from '../item-error'
import { OffsetsTopicFollower } from './follower'
import type { OffsetsTopicBatch } from './offsets-topic-batch'

/** What the coordinator keeps of it all: by key, what the highest offset says. */
function committedBy(records: readonly OffsetsTopicRecord[], group: string): string[] {
  const latest = new Map<string, OffsetsTopicRecord & { kind: 'offset-commit' }>()
  for (const record of records) {
    if (record.kind !== 'offset-commit' || record.group !== group) continue
    const key = `${record.topic}/${record.partition}`
    const known = latest.get(key)
    if (!known || record.offset > known.offset) latest.set(key, record)
  }
  return [...latest].flatMap(([key, { value }]) => (value ? `${key} ${value.offset}` : [])).sort()
}

/** Follows a cluster and keeps all it is told. */
function follow(client: KafkaClient, options: { windowMs?: number; budgetBytes?: number } = {}) {
  const batches: OffsetsTopicBatch[] = []
  const follower = new OffsetsTopicFollower(client, { ...options, onBatch: (batch) => batches.push(batch) })
  follower.start()
  return { follower, batches, records: () => batches.flatMap((batch) => batch.records) }
}

describe.each([
  { version: '3.9', brokers: 2 },
  { version: '4', brokers: 1 },
  { version: '2.8', brokers: 1 },
] as const)('following the offsets topic of Kafka $version', ({ version, brokers }) => {
  let cluster: Cluster
  let client: KafkaClient
  let followed: ReturnType<typeof follow>
  const consumers: Awaited<ReturnType<typeof joinGroup>>[] = []
  const tools: KeptTool[] = []
  const java = version === '4' ? ['java.classic', 'java.new'] : ['java.classic']
  const allFollowed = ({ follower }: ReturnType<typeof follow>) =>
    follower.status().partitions.filter(({ state }) => state === 'following').length === 12

  /** All that a group has committed, as its coordinator says. */
  async function fetchedOf(group: string): Promise<string[]> {
    const [topic] = (await client.metadata([OFFSETS_TOPIC])).topics
    const coordinator = topic?.partitions[coordinatorPartition(group, topic.partitions.length)]?.leader ?? -1
    const commits = (await client.fetchOffsets(coordinator, [group])).get(group)
    if (!commits || isItemError(commits)) throw new Error(`no answer for ${group}: ${JSON.stringify(commits)}`)
    const each = commits.topics.flatMap(({ topic: name, partitions }) =>
      partitions.flatMap(({ partition, offset }) => (offset === null ? [] : `${name}/${partition} ${offset}`)),
    )
    return each.sort()
  }

  beforeAll(async () => {
    cluster = await startCluster({ version, brokers })
    client = new KafkaClient({ bootstrap: cluster.bootstrap })
    followed = follow(client)
  })
  afterAll(async () => {
    await Promise.all([...consumers.map((one) => one.disconnect()), ...tools.map((one) => one.stop())])
    await followed?.follower.stop()
    await client?.close()
    await cluster?.stop()
  })

  it('waits for the topic, and never creates it', async () => {
    await until('the topic said to be absent', () => followed.follower.status().state === 'absent')
    await createTopics(cluster, [{ name: 'orders', partitions: 6 }, { name: 'payments' }])
    expect(await cluster.cli.describeTopics()).toHaveLength(7)
    expect(followed.follower.status()).toMatchObject({ state: 'absent', partitions: [] })
  })

  it('hands on every commit there is', async () => {
    const records = Array.from({ length: 60 }, (_, index) => ({ value: `order ${index}`, partition: index % 6 }))
    await produce(cluster, 'orders', records)
    consumers.push(await joinGroup(cluster, 'js.pair', ['orders']))
    tools.push(joinGroupInJava(cluster, 'java.classic', 'orders', ['group.instance.id=fixed-1']))
    if (version === '4') tools.push(joinGroupInJava(cluster, 'java.new', 'orders', ['group.protocol=consumer']))
    await onlyCommit(cluster, 'only.commits', ['orders', 'payments'])
    const groups = ['js.pair', 'only.commits', ...java]
    await until(
      'all groups committed',
      async () => {
        for (const group of groups) if ((await fetchedOf(group)).length < 6) return false
        return true
      },
      40_000,
    )
    for (const group of groups) {
      await until(`${group} as OffsetFetch says`, async () => {
        const [known, said] = [committedBy(followed.records(), group), await fetchedOf(group)]
        return known.join() === said.join() || Promise.reject(`${known} is not ${said}`)
      })
    }
    await until('every partition followed', () => allFollowed(followed))
    expect(followed.follower.status().partitions.filter((one) => one.unreadable > 0)).toEqual([])
    expect(followed.batches.filter(({ gap }) => gap)).toEqual([])
  }, 90_000)

  it('has every generation the coordinators completed, with its members', async () => {
    consumers.push(await joinGroup(cluster, 'js.pair', ['orders']))
    const generations = (group: string) =>
      followed
        .records()
        .flatMap((one) => (one.kind === 'group-metadata' && one.group === group && one.value ? one.value : []))
    const halves = () => {
      const members = generations('js.pair').at(-1)?.members ?? []
      return members.map((one) => decodeAssignment(one.assignment)?.flatMap(({ partitions }) => partitions).length)
    }
    await until('two members with three partitions each', () => halves().join() === '3,3', 30_000)
    await consumers.pop()?.disconnect()
    await until('one member with all', () => halves().join() === '6', 30_000)
    // Coordinators log each assignment they take; 2.8 names its leader only.
    const logged = cluster.brokers.flatMap(({ id }) => {
      const log = readFileSync(join(cluster.directory, `broker-${id}`, 'server.log'), 'utf8')
      return [...log.matchAll(/Assignment received from leader .*?for group js\.pair for generation (\d+)/g)]
    })
    expect(logged.length).toBeGreaterThanOrEqual(3)
    const written = generations('js.pair').filter(({ members }) => members.length > 0)
    expect(written.map(({ generation }) => generation)).toEqual(
      logged.map(([, number]) => Number(number)).sort((a, b) => a - b),
    )
    expect(generations('java.classic').at(-1)?.members).toMatchObject([
      { instanceId: 'fixed-1', clientId: 'java.classic-java', sessionTimeoutMs: expect.any(Number) },
    ])
  }, 90_000)

  it.runIf(version === '4')('reads the epochs, members and targets of a group of the new protocol', async () => {
    const kinds = (kind: OffsetsTopicRecord['kind']) =>
      followed.records().filter((one) => one.kind === kind && 'group' in one && one.group === 'java.new')
    const [topic] = (await client.metadata(['orders'])).topics
    const assigned = { topicId: topic?.topicId, partitions: [0, 1, 2, 3, 4, 5] }
    await until('its assignment', () =>
      kinds('consumer-group-current-member-assignment').some(
        (one) =>
          one.kind === 'consumer-group-current-member-assignment' &&
          one.value?.assignedPartitions[0]?.partitions.length === 6,
      ),
    )
    expect(kinds('consumer-group-current-member-assignment').at(-1)).toMatchObject({
      memberId: expect.stringMatching(/.+/),
      value: { state: 0, memberEpoch: expect.any(Number), assignedPartitions: [assigned] },
    })
    expect(kinds('consumer-group-metadata').at(-1)).toMatchObject({ value: { epoch: expect.any(Number) } })
    expect(kinds('consumer-group-member-metadata').at(-1)).toMatchObject({
      value: { clientId: 'java.new-java', clientHost: '/127.0.0.1' },
    })
    expect(kinds('consumer-group-target-assignment-member').at(-1)).toMatchObject({
      value: { topicPartitions: [assigned] },
    })
    await tools.pop()?.stop()
    await until('its member gone', () =>
      kinds('consumer-group-member-metadata').some((one) => 'value' in one && one.value === null),
    )
  })

  it('counts the commit of a transaction when that is committed, and holds nobody else back', async () => {
    const producer = kafkaClient(cluster.bootstrap).producer({
      transactionalId: 'exactly-once',
      maxInFlightRequests: 1,
      idempotent: true,
    })
    await producer.connect()
    const commit = async (offset: string) => {
      const transaction = await producer.transaction()
      const topics = [{ topic: 'payments', partitions: [{ partition: 0, offset }] }]
      // The broker may still be busy with the end of the last one.
      await until('offsets in a transaction', async () => {
        await transaction.sendOffsets({ consumerGroupId: 'exactly.once', topics })
        return true
      })
      return transaction
    }
    const waiting = () => followed.follower.status().partitions.reduce((sum, one) => sum + one.uncommitted, 0)
    try {
      const aborted = await commit('11')
      await until('the first seen', () => waiting() === 1)
      await aborted.abort()
      await until('the first dropped', () => waiting() === 0)
      const open = await commit('22')
      await until('the second seen', () => waiting() === 1)
      // In the same partition: the same group, without a transaction.
      const other = kafkaClient(cluster.bootstrap).admin()
      await other.connect()
      await other.setOffsets({ groupId: 'exactly.once', topic: 'orders', partitions: [{ partition: 0, offset: '7' }] })
      await other.disconnect()
      await until('the other commit', () => committedBy(followed.records(), 'exactly.once').join() === 'orders/0 7')
      await open.commit()
      await until('the second counted', () => committedBy(followed.records(), 'exactly.once').length === 2)
    } finally {
      await producer.disconnect()
    }
    expect(committedBy(followed.records(), 'exactly.once')).toEqual(['orders/0 7', 'payments/0 22'])
    expect(await fetchedOf('exactly.once')).toEqual(['orders/0 7', 'payments/0 22'])
    expect(waiting()).toBe(0)
  }, 60_000)

  it('takes back what is deleted', async () => {
    await cluster.cli.run('consumer-groups', ['--delete', '--group', 'only.commits'])
    await until('no commit left', () => committedBy(followed.records(), 'only.commits').length === 0)
  })

  it('hands on a commit soon after it was made', async () => {
    const [consumer] = consumers
    const delays: number[] = []
    for (let round = 0; round < 60; round += 1) {
      const before = followed.batches.length
      const startedAt = Date.now()
      await consumer?.commitOffsets([{ topic: 'orders', partition: round % 6, offset: String(round % 10) }])
      const seen = await until('the commit', () =>
        followed.batches
          .slice(before)
          .find(({ records }) => records.some((one) => one.kind === 'offset-commit' && one.group === 'js.pair')),
      )
      delays.push(Math.max(0, seen.at - startedAt))
    }
    delays.sort((a, b) => a - b)
    const at = (share: number) => delays[Math.floor(delays.length * share)]
    console.warn(`Kafka ${version}: from commit to callback p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`)
    expect(at(0.95)).toBeLessThan(500)
  })

  it('reads the past it is allowed, and says what it left out', async () => {
    const second = follow(client)
    await until('the past read', () => allFollowed(second))
    await second.follower.stop()
    const order = (batches: readonly OffsetsTopicBatch[], partition: number) =>
      batches.filter((one) => one.partition === partition).flatMap(({ records }) => records.map(({ offset }) => offset))
    const told = new Map(second.follower.status().partitions.map((one) => [one.partition, one.position ?? 0n]))
    for (const [partition, position] of told) {
      const live = order(followed.batches, partition).filter((offset) => offset < position)
      expect(order(second.batches, partition), `partition ${partition}`).toEqual(live)
    }
    const poor = follow(client, { budgetBytes: 2 * 1024 })
    await until('the little read', () => allFollowed(poor))
    await poor.follower.stop()
    expect(poor.batches.filter(({ gap }) => gap).length).toBeGreaterThan(0)
    for (const { gap } of poor.batches) if (gap) expect(gap.to).toBeGreaterThan(gap.from)
    expect(poor.records().length).toBeLessThan(second.records().length)
    const blind = follow(client, { windowMs: 0 })
    await until('its state', () => allFollowed(blind))
    await blind.follower.stop()
    expect(blind.records().filter(({ timestamp }) => timestamp < Date.now() - 20_000)).toEqual([])
  })
})
