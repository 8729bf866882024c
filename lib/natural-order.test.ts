import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareNatural } from './natural-order'

const sorted = (...names: string[]) => names.toSorted(compareNatural)

describe('compareNatural', () => {
  it('counts as people do', () => {
    expect(sorted('10', '9', '1', '2')).toEqual(['1', '2', '9', '10'])
    expect(sorted('node-10-b', 'node-2-z', 'node-10-a', 'node')).toEqual(['node', 'node-2-z', 'node-10-a', 'node-10-b'])
    expect(sorted('12a', '121', '12')).toEqual(['12', '12a', '121'])
    expect(sorted('v1.10', 'v1.9', 'v01.9')).toEqual(['v01.9', 'v1.9', 'v1.10'])
    expect(sorted('', '0', 'a', 'A')).toEqual(['', '0', 'A', 'a'])
  })

  it('tells numbers apart that are equal as doubles', () => {
    expect(sorted('9007199254740993', '9007199254740992')).toEqual(['9007199254740992', '9007199254740993'])
  })

  it('is a total order', () => {
    const name = fc.string({ unit: fc.constantFrom('0', '1', '2', '9', 'a', '-'), maxLength: 6 })
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(compareNatural(a, b)) + Math.sign(compareNatural(b, a))).toBe(0)
        expect(compareNatural(a, b) === 0).toBe(a === b)
        if (compareNatural(a, b) <= 0 && compareNatural(b, c) <= 0) expect(compareNatural(a, c)).toBeLessThanOrEqual(0)
      }),
      { numRuns: 2_000 },
    )
  })
})
