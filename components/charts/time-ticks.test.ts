import { expect, it } from 'vitest'
import { timeTicks } from './time-ticks'

const MINUTE = 60_000

it('are full minutes, away from the edges, and few', () => {
  expect(timeTicks(0, 60 * MINUTE)).toEqual([10, 20, 30, 40, 50].map((minute) => minute * MINUTE))
  expect(timeTicks(10_000, 5 * MINUTE + 10_000)).toEqual([1, 2, 3, 4, 5].map((minute) => minute * MINUTE))
  expect(timeTicks(0, 100_000, 5)).toEqual([30_000, 60_000, 90_000])
  expect(timeTicks(5, 5)).toEqual([])
})
