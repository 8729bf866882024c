import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bestNames, match, type Name, words } from './rank'

const name = (text: string): Name => ({ text, lower: text.toLowerCase() })
const find = (query: string, texts: string[], limit = 5) =>
  bestNames(texts.map(name), words(query), limit).map((found) => found.name.text)

describe('bestNames', () => {
  it('puts the start of a name before the start of a word, before the inside', () => {
    expect(find('ord', ['o-r-d', 'records', 'my.orders', 'orders'])).toEqual(['orders', 'my.orders', 'records'])
  })

  it('takes scattered letters where nothing better is there, in few pieces first', () => {
    expect(find('ord', ['inventory.reserved', 'o-r-d', 'cart'])).toEqual(['inventory.reserved', 'o-r-d'])
  })

  it('asks for every word and prefers the shorter name', () => {
    expect(find('pay auth', ['payments.authorized', 'payments.captured', 'payments.auth-refunds'])).toEqual([
      'payments.authorized',
      'payments.auth-refunds',
    ])
  })

  it('keeps only the best, in an order that does not depend on theirs', () => {
    const texts = fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', '.'), minLength: 1, maxLength: 6 }))
    fc.assert(
      fc.property(texts, (all) => {
        expect(find('ab', all, 3)).toEqual(find('ab', all.toReversed(), 100).slice(0, 3))
      }),
    )
  })
})

describe('match', () => {
  it('says what to highlight, without overlaps', () => {
    expect(match('payments.authorized', ['auth', 'pay', 'author'])?.ranges).toEqual([
      [0, 3],
      [9, 15],
    ])
  })

  it('finds nothing where a letter is missing', () => {
    expect(match('orders', ['orx'])).toBeNull()
  })
})
