import { afterEach, expect, it } from 'vitest'
import { SINGLE } from '@/lib/model/cluster'
import { partitionPatches, registered } from '@/lib/model/cluster.fixture'
import { writeBatch, writeMarker } from '@/lib/records/record-batch.fixture'
import type { KafkaClient } from '../kafka/client'
import { itemError, type KafkaItemError } from '../kafka/item-error'
import type { FetchedPartition, FetchFrom } from '../kafka/requests/fetch-records'
import { LiveModel } from '../model/cluster-model'
import { RecordTimes } from './record-times'

const models: LiveModel[] = []
afterEach(() => {
  for (const model of models.splice(0)) model.close()
})

const value = (size: number) => ({ key: null, value: Buffer.alloc(size) })

/** Two brokers that lead "orders"; `logs` are what they answer, by partition. */
function looking(logs: Record<number, Buffer | KafkaItemError>) {
  const model = new LiveModel()
  models.push(model)
  const identity = { id: 'test', name: 'test', environment: null, color: null, mode: 'zookeeper' } as const
  model.write([
    { op: 'put', kind: 'identity', key: SINGLE, value: identity, source: 'configuration', at: 1 },
    registered(1),
    registered(2),
    ...partitionPatches([
      { topic: 'orders', partition: 0, replicas: [1], isr: [1], leader: 1 },
      { topic: 'orders', partition: 1, replicas: [2], isr: [2], leader: 2 },
      { topic: 'orders', partition: 2, replicas: [2], isr: [2], leader: 2 },
    ]),
  ])
  model.flush()
  const asked: [number, FetchFrom[]][] = []
  const fetchRecords: KafkaClient['fetchRecords'] = async (leader, partitions, { purpose }) => {
    expect(purpose).toBe('ages')
    asked.push([leader, partitions])
    return new Map(
      partitions.map(({ partition, maxBytes }, index): [string, FetchedPartition | { error: KafkaItemError }] => {
        const log = logs[partition] ?? Buffer.alloc(0)
        if (!Buffer.isBuffer(log)) return [`orders/${partition}`, { error: log }]
        const records = index === 0 ? log : log.subarray(0, maxBytes)
        const rest = { highWatermark: 9n, lastStableOffset: 9n, logStartOffset: 0n, aborted: [], diverging: null }
        return [`orders/${partition}`, { records, ...rest }]
      }),
    )
  }
  const found: [number, bigint, number | null, string | null][] = []
  const look = (...wanted: [partition: number, offset: bigint][]) =>
    new RecordTimes({ fetchRecords }, model, (most) =>
      wanted.slice(0, most).map(([partition, offset]) => ({
        topic: 'orders',
        partition,
        offset,
        found: (at, reason) => found.push([partition, offset, at, reason]),
      })),
    ).read()
  return { look, asked, found }
}

it('reads the time of just the record, with one request to each leader', async () => {
  const records = [1_000, 2_000, 3_000].map((timestamp) => ({ ...value(1), timestamp }))
  const { look, asked, found } = looking({
    0: writeBatch({ baseOffset: 40n, records }),
    1: Buffer.concat([writeMarker(3n, 1n, 'commit'), writeBatch({ baseOffset: 7n, records })]),
    2: writeBatch({ baseOffset: 0n, records }),
  })
  await look([0, 41n], [1, 3n], [2, 0n])
  expect(asked.map(([leader, partitions]) => [leader, partitions.length])).toEqual([
    [1, 1],
    [2, 2],
  ])
  expect(found.toSorted(([a], [b]) => a - b)).toEqual([
    [0, 41n, 2_000, null],
    // What lies at the offset marks the end of a transaction: the first record is the next.
    [1, 3n, 1_000, null],
    [2, 0n, 1_000, null],
  ])
})

it('asks twice for two places in one partition, and alone where the first batch is large', async () => {
  const { look, asked, found } = looking({
    1: writeBatch({ baseOffset: 0n, records: [{ ...value(1), timestamp: 5 }] }),
    2: writeBatch({ baseOffset: 0n, records: [{ ...value(200_000), timestamp: 6 }] }),
  })
  await look([1, 0n], [1, 0n], [2, 0n])
  expect(asked.map(([, partitions]) => partitions.map(({ partition }) => partition))).toEqual([[1, 2], [1], [2]])
  expect(found.map(([partition, , at]) => [partition, at])).toEqual([
    [1, 5],
    [1, 5],
    [2, 6],
  ])
})

it('says why it has no time', async () => {
  const spoiled = writeBatch({ baseOffset: 0n, records: [value(1)] })
  spoiled.writeUInt8(spoiled.readUInt8(65) ^ 1, 65)
  const { look, found } = looking({
    0: itemError(29) ?? expect.fail('an error'),
    1: writeBatch({ baseOffset: 0n, records: [{ ...value(1), timestamp: -1 }] }),
    2: spoiled,
  })
  await look([0, 0n], [1, 0n], [2, 0n])
  expect(found.toSorted(([a], [b]) => a - b).map(([, , at, reason]) => [at, reason])).toEqual([
    [null, 'READ on TOPIC orders needed to look at its timestamp'],
    [null, 'its producer gave the record no timestamp'],
    [null, 'the record cannot be read: its checksum is wrong'],
  ])
})
