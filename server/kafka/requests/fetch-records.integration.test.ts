import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from '@/e2e/cluster/cluster'
import { createTopics, produce } from '@/e2e/cluster/kafka-admin'
import { kafkaClient } from '@/e2e/cluster/kafkajs-client'
import { until } from '@/e2e/cluster/until'
import { recordsOf, transactionEnd } from '@/lib/records/record'
import { endOfBatches, recordBatches } from '@/lib/records/record-batch'
import { KafkaClient } from '../client'
import { decompress } from '../compression/decompress'
import { isItemError } from '../item-error'
import type { FetchFrom, FetchOptions } from './fetch-records'

describe.each(['3.9', '4', '2.8'] as const)('records fetched from Kafka %s', (version) => {
  let cluster: Cluster
  let client: KafkaClient
  let topicId: string | null

  beforeAll(async () => {
    cluster = await startCluster({ version, brokers: 1 })
    client = new KafkaClient({ bootstrap: cluster.bootstrap })
    await createTopics(cluster, [{ name: 'orders' }])
    topicId = (await client.metadata(['orders'])).topics[0]?.topicId ?? null
  })
  afterAll(async () => {
    await client?.close()
    await cluster?.stop()
  })

  async function ask(from: Partial<FetchFrom> = {}, options: Partial<FetchOptions> = {}) {
    const whole = {
      topic: 'orders',
      topicId,
      partition: 0,
      offset: 0n,
      leaderEpoch: null,
      lastEpoch: null,
      maxBytes: 1 << 20,
    }
    const one = { ...whole, ...from }
    const answers = await client.fetchRecords(1, [one], {
      maxWaitMs: 100,
      maxBytes: 1 << 20,
      purpose: 'browse',
      ...options,
    })
    const answer = answers.get(`orders/${one.partition}`)
    if (!answer) throw new Error('no entry')
    return answer
  }
  async function read(from: Partial<FetchFrom> = {}, options: Partial<FetchOptions> = {}) {
    const answer = await ask(from, options)
    if (isItemError(answer)) throw new Error(JSON.stringify(answer))
    const batches = [...recordBatches(answer.records)]
    expect(batches.filter(({ fault }) => fault)).toEqual([])
    const values = batches.flatMap((batch) =>
      [...recordsOf(batch, decompress)].map((record) =>
        batch.control ? `(${transactionEnd(record)})` : Buffer.from(record.value ?? []).toString(),
      ),
    )
    return { ...answer, batches, values }
  }

  it('come as soon as they are there, by id and by name', async () => {
    const waiting = read({}, { maxWaitMs: 20_000, purpose: 'follow' })
    const startedAt = Date.now()
    await produce(cluster, 'orders', [{ value: 'one' }, { value: 'two' }])
    expect((await waiting).values).toEqual(['one', 'two'])
    expect(Date.now() - startedAt).toBeLessThan(10_000)
    expect((await read({ topicId: null })).values).toEqual(['one', 'two'])
    expect((await read({ offset: 2n })).batches).toEqual([])
  })

  it('come with the transactions that do not count', async () => {
    const producer = kafkaClient(cluster.bootstrap).producer({
      transactionalId: 't',
      maxInFlightRequests: 1,
      idempotent: true,
    })
    await producer.connect()
    const send = async (value: string) => {
      const transaction = await producer.transaction()
      await until(`${value} sent`, async () => {
        await transaction.send({ topic: 'orders', messages: [{ value }] })
        return true
      })
      return transaction
    }
    try {
      const [aborted] = [await send('aborted')]
      await aborted?.abort()
      const open = await send('open')
      const everything = await until('the last record', async () => {
        const all = await read()
        return all.values.includes('open') && all
      })
      expect(everything.values).toEqual(['one', 'two', 'aborted', '(abort)', 'open'])
      expect(everything.aborted).toEqual([])
      expect(everything.highWatermark).toBe(5n)
      expect(endOfBatches(everything.records)?.nextOffset).toBe(5n)
      const committed = await read({}, { isolation: 'read-committed' })
      expect(committed.values).toEqual(['one', 'two', 'aborted', '(abort)'])
      expect(committed.lastStableOffset).toBe(4n)
      const producerId = everything.batches.at(-1)?.producerId
      expect(committed.aborted).toEqual([{ producerId, firstOffset: 2n }])
      await open.commit()
    } finally {
      await producer.disconnect()
    }
  })

  it('or with the reason why not', async () => {
    expect(await ask({ offset: 99n })).toMatchObject({ error: { name: 'OFFSET_OUT_OF_RANGE' } })
    expect(await ask({ partition: 7 })).toMatchObject({ error: { name: 'UNKNOWN_TOPIC_OR_PARTITION' } })
    expect(await ask({ leaderEpoch: 99 })).toMatchObject({ error: { name: 'UNKNOWN_LEADER_EPOCH' } })
    const foreign = await ask({ topicId: 'AAAAAAAAAAAAAAAAAAAAAQ' })
    // Before topic ids the name counts.
    if (version === '2.8') expect(isItemError(foreign)).toBe(false)
    else expect(foreign).toMatchObject({ error: { name: 'UNKNOWN_TOPIC_ID' } })
  })

  it('and the offset of a moment is found', async () => {
    const [first] = (await read()).batches
    const asked = [{ topic: 'orders', partition: 0, leader: 1 }]
    const at = async (time: number) => (await client.listOffsets(asked, { at: time })).get('orders/0')
    expect(await at(0)).toMatchObject({ offset: 0n })
    expect(await at((first?.maxTimestamp ?? 0) + 1)).toMatchObject({ offset: 2n })
    expect(await at(Date.now() + 3_600_000)).toMatchObject({ offset: -1n })
  })
})
