import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recordHeaders, recordsOf, transactionEnd } from './record'
import { type RecordBatch, recordBatches } from './record-batch'
import { recorded, varint, type WrittenRecord, writeBatch } from './record-batch.fixture'

const plain = () => {
  throw new Error('nothing here is compressed')
}
const only = (bytes: Uint8Array) => {
  const [batch] = recordBatches(bytes)
  if (!batch) throw new Error('no batch')
  return batch
}

test('markers say how a transaction ended', () => {
  const markers = [...recordBatches(recorded('3.9.1', 'tx'))].filter(({ control }) => control)
  expect(markers.map((batch) => [...recordsOf(batch, plain)].map(transactionEnd))).toEqual([['commit'], ['abort']])
  expect(
    transactionEnd({ offset: 0n, timestamp: 0, key: Buffer.from([0, 0, 0, 5]), value: null, headers: Buffer.of() }),
  ).toBeNull()
})

test('records are what was written', () => {
  const bytes = fc.uint8Array({ maxLength: 60 })
  const written: fc.Arbitrary<WrittenRecord> = fc.record({
    key: fc.option(bytes),
    value: fc.option(bytes),
    headers: fc.array(fc.record({ key: fc.string({ unit: 'grapheme', maxLength: 60 }), value: fc.option(bytes) }), {
      maxLength: 3,
    }),
    timestamp: fc.integer({ min: -1_000_000, max: 1_000_000 }),
  })
  fc.assert(
    fc.property(fc.array(written, { minLength: 1, maxLength: 5 }), fc.bigInt(0n, 2n ** 62n), (records, baseOffset) => {
      const read = [...recordsOf(only(writeBatch({ baseOffset, records })), plain)]
      expect(read.map((one) => ({ ...one, headers: recordHeaders(one) }))).toEqual(
        records.map(({ key, value, headers = [], timestamp }, index) => ({
          offset: baseOffset + BigInt(index),
          timestamp,
          key: key && Buffer.from(key),
          value: value && Buffer.from(value),
          headers: headers.map((one) => ({ key: one.key, value: one.value && Buffer.from(one.value) })),
        })),
      )
    }),
  )
})

test('the broker dates the records where the topic says so', () => {
  const records = [3, 9, 5].map((timestamp) => ({ key: null, value: null, timestamp }))
  const batch = only(writeBatch({ baseOffset: 0n, records, attributes: 8 }))
  expect([...recordsOf(batch, plain)].map(({ timestamp }) => timestamp)).toEqual([9, 9, 9])
})

const batchOf = (payload: Uint8Array, count: number): RecordBatch => ({
  ...only(writeBatch({ baseOffset: 0n, records: [] })),
  payload,
  count,
})

test('bytes that are no records are refused, whatever they announce', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer(), (payload, count) => {
      try {
        for (const record of recordsOf(batchOf(payload, count), plain)) recordHeaders(record)
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError)
      }
    }),
    { numRuns: 1000 },
  )
})

test.each([
  ['a record longer than the batch', varint(1 << 30), 'record 0 of 1 is 1073741824 bytes long'],
  [
    'a key longer than its record',
    Buffer.concat([varint(6), Buffer.of(0, 0, 0), varint(100), Buffer.alloc(120)]),
    'longer than it says',
  ],
  [
    'bytes behind the last',
    Buffer.concat([varint(6), Buffer.of(0, 0, 0), varint(-1), varint(-1), varint(0), Buffer.of(9)]),
    '1 bytes behind',
  ],
])('%s', (_what, payload, reason) => {
  expect(() => [...recordsOf(batchOf(payload, 1), plain)]).toThrow(reason)
})

test('a batch with a fault has no records', () => {
  expect(() => [...recordsOf(only(recorded('2.8.2', 'v0')), plain)]).toThrow('format v0')
})
