import { expect, it } from 'vitest'
import { rebalance } from '@/lib/rebalances/rebalance.fixture'
import { RecordedRebalances } from './recorded-rebalances'

it('keeps no more than five thousand in all, the newest', () => {
  const recorded = new RecordedRebalances()
  for (let number = 0; number < 5_200; number += 1)
    recorded.put(rebalance(number, number, { group: `g${number % 100}` }))
  expect(recorded.all()).toHaveLength(5_000)
  expect(recorded.all()[0]?.generation).toBe(200)
  expect([recorded.of('g0').length, recorded.of('g0')[0]?.generation]).toEqual([50, 200])
  recorded.forget('g0')
  expect([recorded.of('g0'), recorded.all().length]).toEqual([[], 4_950])
})

it('puts what becomes known of one in its place', () => {
  const recorded = new RecordedRebalances()
  recorded.put(rebalance(1, 10, { completedAt: null }))
  recorded.put(rebalance(2, 20))
  recorded.put(rebalance(1, 10, { completedAt: 30 }))
  expect(recorded.of('g').map(({ completedAt }) => completedAt)).toEqual([30, 20])
})

it('keeps fewer where they are large, and the last one always', () => {
  const recorded = new RecordedRebalances()
  const [a] = rebalance(1, 1).members
  if (!a) throw new Error('a rebalance has members')
  const wide = [{ ...a, after: [{ topic: 'orders', partitions: Array.from({ length: 1_000_000 }, (_, id) => id) }] }]
  for (let number = 0; number < 5; number += 1) recorded.put(rebalance(number, number, { members: wide }))
  expect(recorded.of('g').map(({ generation }) => generation)).toEqual([3, 4])
  recorded.put(rebalance(5, 5, { members: [...wide, ...wide, ...wide, ...wide] }))
  expect(recorded.of('g').map(({ generation }) => generation)).toEqual([5])
})
