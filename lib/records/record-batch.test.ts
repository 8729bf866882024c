import fc from 'fast-check'
import { expect, test } from 'vitest'
import { endOfBatches, recordBatches } from './record-batch'
import { recorded, writeBatch } from './record-batch.fixture'

test('a batch of a Java producer', () => {
  const [batch, ...more] = recordBatches(recorded('3.9.1', 'gzip'))
  expect(more).toEqual([])
  expect(batch).toMatchObject({
    baseOffset: 0n,
    nextOffset: 6n,
    leaderEpoch: 0,
    fault: null,
    compression: 'gzip',
    timestampType: 'create',
    transactional: false,
    control: false,
    count: 6,
    sizeBytes: 574,
  })
  expect(batch?.producerId).not.toBeNull()
})

test('a transaction and its marker', () => {
  const batches = [...recordBatches(recorded('3.9.1', 'tx'))]
  expect(batches.map(({ transactional, control }) => [transactional, control])).toEqual([
    [true, false],
    [true, true],
    [true, false],
    [true, true],
  ])
  expect(new Set(batches.map(({ producerId }) => producerId)).size).toBe(1)
})

test.each(['v0', 'v1'])('a message set of format %s is refused by name, and passed over', (format) => {
  const bytes = recorded('2.8.2', format)
  expect([...recordBatches(bytes)]).toMatchObject([
    { baseOffset: 0n, nextOffset: 1n, fault: `a message set of format ${format}, from before Kafka 0.11, is not read` },
  ])
  expect(endOfBatches(bytes)).toMatchObject({ nextOffset: 1n })
})

const two = Buffer.concat([
  writeBatch({ baseOffset: 7n, records: [{ key: null, value: Buffer.from('a') }], holes: 4, leaderEpoch: 3 }),
  writeBatch({ baseOffset: 12n, records: [{ key: Buffer.from('k'), value: null }], leaderEpoch: 4 }),
])

test('what compaction took out is passed over, and what is cut off left out', () => {
  expect([...recordBatches(two)].map(({ nextOffset, fault }) => [nextOffset, fault])).toEqual([
    [12n, null],
    [13n, null],
  ])
  expect(endOfBatches(two)).toEqual({ nextOffset: 13n, leaderEpoch: 4 })
  expect(endOfBatches(two.subarray(0, -1))).toEqual({ nextOffset: 12n, leaderEpoch: 3 })
  expect(endOfBatches(two.subarray(0, 20))).toBeNull()
})

test('a flipped bit anywhere behind the length, epoch and format is found', () => {
  const bytes = writeBatch({ baseOffset: 7n, records: [{ key: Buffer.from('key'), value: Buffer.from('value') }] })
  fc.assert(
    fc.property(fc.integer({ min: 17 * 8, max: bytes.length * 8 - 1 }), (bit) => {
      const damaged = Buffer.from(bytes)
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect([...recordBatches(damaged)]).toMatchObject([{ baseOffset: 7n, fault: 'its checksum is wrong' }])
    }),
  )
})

test('any bytes end, and lead forward', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      for (const { baseOffset, nextOffset } of recordBatches(bytes)) expect(nextOffset).toBeGreaterThan(baseOffset)
      const end = endOfBatches(bytes)
      expect(end === null).toBe([...recordBatches(bytes)].length === 0)
    }),
  )
})
