import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type PastOfPartition, planBackfill } from './backfill-plan'

const pasts = fc.uniqueArray(
  fc.record({
    partition: fc.nat(100),
    from: fc.bigInt(0n, 1_000_000n),
    length: fc.bigInt(0n, 1_000_000n),
    bytesPerOffset: fc.double({ min: 1, max: 5000, noNaN: true }),
  }),
  { selector: ({ partition }) => partition, maxLength: 20 },
)
const withEnd = (
  all: { from: bigint; length: bigint; partition: number; bytesPerOffset: number }[],
): PastOfPartition[] => all.map(({ length, ...rest }) => ({ ...rest, end: rest.from + length }))

test('all together is within the budget, and nothing is read that is not in the window', () => {
  fc.assert(
    fc.property(pasts.map(withEnd), fc.nat(1_000_000_000), (all, budget) => {
      const starts = planBackfill(all, budget)
      const bytes = all.map(({ partition, from, end, bytesPerOffset }) => {
        const start = starts.get(partition) ?? -1n
        expect(start >= from && start <= end).toBe(true)
        return Number(end - start) * bytesPerOffset
      })
      expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(budget * 1.000001)
    }),
  )
})

test('what fits is read whole, and nobody gets less than an equal share while it needs it', () => {
  fc.assert(
    fc.property(pasts.map(withEnd), fc.nat(1_000_000_000), (all, budget) => {
      const starts = planBackfill(all, budget)
      for (const { partition, from, end, bytesPerOffset } of all) {
        const start = starts.get(partition) ?? end
        if (start === from) continue
        expect(Number(end - start + 1n) * bytesPerOffset).toBeGreaterThanOrEqual((budget / all.length) * 0.999999)
      }
    }),
  )
})

test('a busy partition gets what quiet ones leave', () => {
  const quiet = { from: 90n, end: 100n, bytesPerOffset: 100 }
  const starts = planBackfill(
    [
      { partition: 0, from: 0n, end: 1_000n, bytesPerOffset: 100 },
      { partition: 1, ...quiet },
      { partition: 2, ...quiet },
    ],
    50_000,
  )
  expect(starts).toEqual(
    new Map([
      [1, 90n],
      [2, 90n],
      [0, 520n],
    ]),
  )
})
