import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeAssignment, ordered } from './consumer-assignment'
import { decodeSubscription } from './consumer-subscription'

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))

// Recorded from Kafka 3.9: a Java console consumer with the range assignor (version 3), and one of kafkajs (version 0).
const JAVA =
  '000300000002000b636172742e6576656e747300000003000000020000000000000001000961756469742e6c6f670000000200000000' +
  '00000001ffffffff'
const KAFKAJS = '000000000001000b6d6574726963732e7261770000000300000000000000020000000100000000'
const SUBSCRIPTION =
  '000300000003000961756469742e6c6f67000b636172742e6576656e74730012696e76656e746f72792e7265736572766564' +
  'ffffffff00000000ffffffffffff'

test('an assignment of either client is read in order', () => {
  expect(decodeAssignment(bytes(JAVA))).toEqual([
    { topic: 'audit.log', partitions: [0, 1] },
    { topic: 'cart.events', partitions: [0, 1, 2] },
  ])
  expect(decodeAssignment(bytes(KAFKAJS))).toEqual([{ topic: 'metrics.raw', partitions: [0, 1, 2] }])
  expect(decodeAssignment(bytes(''))).toEqual([])
  // A slice of a larger buffer, as it comes from a socket.
  expect(decodeAssignment(bytes(`ffff${KAFKAJS}`).subarray(2))).toEqual([
    { topic: 'metrics.raw', partitions: [0, 1, 2] },
  ])
})

test('a subscription names its topics', () => {
  expect(decodeSubscription(bytes(SUBSCRIPTION))).toEqual(['audit.log', 'cart.events', 'inventory.reserved'])
  expect(decodeSubscription(bytes(''))).toBeNull()
})

test('bytes of another format are no assignment, and never an accident', () => {
  expect(decodeAssignment(bytes('00007fffffff'))).toBeNull()
  expect(decodeAssignment(bytes('000000000001ffff'))).toBeNull()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (raw) => {
      const assignment = decodeAssignment(raw)
      expect(assignment === null || Array.isArray(assignment)).toBe(true)
    }),
  )
})

test('topics named twice become one', () => {
  const twice = [
    { topic: 'b', partitions: [2] },
    { topic: 'a', partitions: [0] },
    { topic: 'b', partitions: [1, 0] },
  ]
  expect(ordered(twice)).toEqual([
    { topic: 'a', partitions: [0] },
    { topic: 'b', partitions: [0, 1, 2] },
  ])
})
