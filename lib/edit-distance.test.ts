import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editDistance } from './edit-distance'

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['', 'abc', 3],
    ['abc', 'acb', 1],
    ['kitten', 'sitting', 3],
  ])('of %j and %j is %i', (left, right, edits) => {
    expect(editDistance(left, right)).toBe(edits)
  })

  it('is symmetric, zero only for equals, and never more than the longer word', () => {
    const word = fc.string({ maxLength: 12 })
    fc.assert(
      fc.property(word, word, (left, right) => {
        const edits = editDistance(left, right)
        expect(edits).toBe(editDistance(right, left))
        expect(edits === 0).toBe(left === right)
        expect(edits).toBeLessThanOrEqual(Math.max(left.length, right.length))
      }),
    )
  })
})
