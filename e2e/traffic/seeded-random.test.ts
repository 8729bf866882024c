import { describe, expect, it } from 'vitest'
import { seededRandom } from './seeded-random'

describe('seededRandom', () => {
  it('repeats itself for a seed and differs between seeds', () => {
    const draw = (seed: string) => {
      const random = seededRandom(seed)
      return Array.from({ length: 5 }, random)
    }
    expect(draw('orders')).toEqual(draw('orders'))
    expect(draw('orders')).not.toEqual(draw('payments'))
  })

  it('spreads over the range', () => {
    const random = seededRandom('spread')
    const buckets = new Array<number>(10).fill(0)
    for (let count = 0; count < 10_000; count++) {
      const bucket = Math.floor(random() * 10)
      buckets[bucket] = (buckets[bucket] ?? 0) + 1
    }
    for (const size of buckets) expect(size).toBeGreaterThan(850)
  })
})
