import { expect, test } from 'vitest'
import { coordinatorPartition } from './coordinator-partition'

test.each([
  // Java's String.hashCode: "" = 0, "a" = 97, "orders" = -1008770331, "polygenelubricants" = Integer.MIN_VALUE.
  ['', 0],
  ['a', 47],
  ['orders', 31],
  ['polygenelubricants', 0],
])('the coordinator partition of %j among 50 is %i', (group, partition) => {
  expect(coordinatorPartition(group, 50)).toBe(partition)
})
