import { describe, expect, it } from 'vitest'
import { ascending, ascendingInt64 } from './ascending'

const inTurn = () => 0

describe('ascending', () => {
  it('puts the unknown before everything known', () => {
    expect([3, null, -2, 0, null].sort(ascending((value) => value, inTurn))).toEqual([null, null, -2, 0, 3])
  })

  it('leaves the equal to the tie', () => {
    const rows = [
      { size: 1, name: 'b' },
      { size: null, name: 'd' },
      { size: 1, name: 'a' },
      { size: null, name: 'c' },
    ]
    const order = ascending<(typeof rows)[number]>(
      (row) => row.size,
      (a, b) => (a.name < b.name ? -1 : 1),
    )
    expect(rows.sort(order).map(({ name }) => name)).toEqual(['c', 'd', 'a', 'b'])
  })
})

describe('ascendingInt64', () => {
  it('tells numbers apart that are one as doubles', () => {
    const rows = ['9007199254740993', '9007199254740992', null, '10', '9']
    expect(rows.sort(ascendingInt64((value) => value, inTurn))).toEqual([
      null,
      '9',
      '10',
      '9007199254740992',
      '9007199254740993',
    ])
  })
})
