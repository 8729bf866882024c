import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareNatural } from '@/lib/natural-order'
import { firstNames } from './first-names'

const all = { count: 3, after: null, prefix: '' }

describe('firstNames', () => {
  it('gives the first in natural order, and says whether others follow', async () => {
    expect(await firstNames(['10', '2', '1', '9'], all)).toEqual({ page: ['1', '2', '9'], more: true, total: 4 })
    expect(await firstNames(['10', '2', '1', '9'], { ...all, after: '9' })).toEqual({
      page: ['10'],
      more: false,
      total: 4,
    })
    expect(await firstNames([], all)).toEqual({ page: [], more: false, total: 0 })
  })

  it('takes those with the prefix only, as it is written', async () => {
    const names = ['__proto__', '__consumer_offsets', 'Orders', 'orders', 'orders.1']
    expect(await firstNames(names, { ...all, prefix: '__' })).toEqual({
      page: ['__consumer_offsets', '__proto__'],
      more: false,
      total: 2,
    })
    expect((await firstNames(names, { ...all, prefix: 'orders' })).page).toEqual(['orders', 'orders.1'])
  })

  it('pages through every name once, in order', async () => {
    const names = fc.uniqueArray(fc.string({ unit: fc.constantFrom('0', '1', '2', 'a', 'b'), maxLength: 4 }))
    await fc.assert(
      fc.asyncProperty(names, fc.integer({ min: 1, max: 7 }), async (some, count) => {
        const seen: string[] = []
        for (let after: string | null = null; ; after = seen.at(-1) ?? null) {
          const { page, more, total } = await firstNames(some, { count, after, prefix: '' })
          expect(total).toBe(some.length)
          seen.push(...page)
          if (!more) break
        }
        expect(seen).toEqual(some.toSorted(compareNatural))
      }),
    )
  })
})
