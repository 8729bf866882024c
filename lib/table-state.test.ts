import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdOrder, nextSort, parseSort, sortRows, toCsv } from './table-state'

describe('sort', () => {
  it('reads the dash as descending', () => {
    expect(parseSort('-lag')).toEqual({ column: 'lag', descending: true })
    expect(parseSort('lag')).toEqual({ column: 'lag', descending: false })
  })

  it('turns around on the second click and starts numbers with the biggest', () => {
    expect(nextSort(parseSort('name'), 'lag', true)).toBe('-lag')
    expect(nextSort(parseSort('-lag'), 'lag', true)).toBe('lag')
    expect(nextSort(parseSort('-lag'), 'name', false)).toBe('name')
  })

  it('keeps equal rows in the order they came in, in both directions', () => {
    const rows = [
      { id: 'a', n: 1 },
      { id: 'b', n: 1 },
      { id: 'c', n: 0 },
    ]
    const byN = (a: { n: number }, b: { n: number }) => a.n - b.n
    expect(sortRows(rows, byN, false).map((row) => row.id)).toEqual(['c', 'a', 'b'])
    expect(sortRows(rows, byN, true).map((row) => row.id)).toEqual(['a', 'b', 'c'])
  })
})

describe('holdOrder', () => {
  it('keeps known rows where they are and counts those that should move', () => {
    expect(holdOrder(['a', 'b', 'c'], ['c', 'a', 'b'])).toEqual({ keys: ['a', 'b', 'c'], moved: 3 })
  })

  it('lets rows come and go without moving the others', () => {
    expect(holdOrder(['a', 'b', 'c'], ['x', 'a', 'y', 'c'])).toEqual({ keys: ['x', 'a', 'y', 'c'], moved: 0 })
    expect(holdOrder(['a', 'b', 'c'], ['c', 'y', 'a'])).toEqual({ keys: ['a', 'c', 'y'], moved: 3 })
  })

  it('shows exactly the fresh rows, known ones in their old order', () => {
    const keys = fc.uniqueArray(fc.constantFrom<string[]>('a', 'b', 'c', 'd', 'e', '__proto__'))
    fc.assert(
      fc.property(keys, keys, (held, fresh) => {
        const order = holdOrder(held, fresh)
        expect(order.keys.toSorted()).toEqual(fresh.toSorted())
        expect(order.keys.filter((key) => held.includes(key))).toEqual(held.filter((key) => fresh.includes(key)))
        // Held again it is the same list, not a copy: whoever keeps it would otherwise never come to rest.
        expect(holdOrder(order.keys, fresh).keys).toBe(order.moved === 0 ? fresh : order.keys)
      }),
    )
  })
})

describe('toCsv', () => {
  it('neutralises formulas and quotes what must be quoted', () => {
    const csv = toCsv(
      ['name', 'n'],
      [
        ['=HYPERLINK("x")', '1'],
        ['+1', '-5'],
        ['-1+1', '@SUM(A1)'],
        ['\tcmd', 'a,b'],
      ],
    )
    expect(csv).toBe(['name,n', `"'=HYPERLINK(""x"")",1`, "'+1,-5", "'-1+1,'@SUM(A1)", `'\tcmd,"a,b"`, ''].join('\r\n'))
  })
})
