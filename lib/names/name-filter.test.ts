import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linearPattern } from './linear-pattern'
import { nameFilter } from './name-filter'

const kept = (text: string, names: string[]) => names.filter(nameFilter(text).test)

describe('nameFilter', () => {
  const names = ['orders.created', 'orders.v2', 'Payments', '__consumer_offsets', '__proto__', '<img onerror>']

  it('searches plain text whatever the case', () => {
    expect(kept('PAY', names)).toEqual(['Payments'])
    expect(kept('.', names)).toEqual(['orders.created', 'orders.v2'])
    expect(kept('  ', names)).toEqual(names)
  })

  it('reads a glob over the whole name', () => {
    expect(kept('ord*', names)).toEqual(['orders.created', 'orders.v2'])
    expect(kept('*.v?', names)).toEqual(['orders.v2'])
    expect(kept('__*__', names)).toEqual(['__proto__'])
    expect(kept('rders*', names)).toEqual([])
  })

  it('reads a regular expression between slashes, also an unfinished one', () => {
    expect(kept('/^__/', names)).toEqual(['__consumer_offsets', '__proto__'])
    expect(kept('/^pay/', names)).toEqual([])
    expect(kept('/^pay/i', names)).toEqual(['Payments'])
    expect(kept('/(created|v\\d)$', names)).toEqual(['orders.created', 'orders.v2'])
  })

  it('says what it cannot read, and then hides nothing', () => {
    for (const text of [
      '/(/',
      '/a**/',
      '/[b-a]/',
      '/(?=x)/',
      '/\\1/',
      '/*a/',
      '/(a{99}){99}/',
      '/((){99}){99}/',
      '/)/',
    ]) {
      const filter = nameFilter(text)
      expect(filter.error, text).not.toBeNull()
      expect(names.every(filter.test)).toBe(true)
    }
  })

  it('answers at once where a backtracking engine hangs', () => {
    const name = 'a'.repeat(248)
    const started = performance.now()
    expect(nameFilter('/^(a+)+$/').test(`${name}!`)).toBe(false)
    expect(nameFilter('/(a|a)*(a|a)*(a|a)*x/').test(name)).toBe(false)
    expect(nameFilter(`${'*a'.repeat(60)}*x`).test(name)).toBe(false)
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

describe('linearPattern', () => {
  const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\.', '[a-c_]')
  const source = fc.letrec<{ part: string; whole: string }>((tie) => ({
    part: fc.oneof(
      { depthSize: 'small' },
      atom,
      fc.tuple(tie('whole'), fc.constantFrom('', '*', '+?', '{1,2}', '{2}', '?')).map(([w, q]) => `(${w})${q}`),
      fc.tuple(atom, fc.constantFrom('*', '+', '?', '{0,3}', '{2,}')).map(([a, q]) => a + q),
    ),
    whole: fc.oneof(
      { depthSize: 'small' },
      tie('part'),
      fc.tuple(tie('part'), tie('part')).map(([a, b]) => a + b),
      fc.tuple(tie('whole'), tie('part')).map(([a, b]) => `${a}|^${b}$`),
    ),
  })).whole

  it('agrees with the engine of the language', () => {
    fc.assert(
      fc.property(
        source,
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '.', '_'), maxLength: 8 }),
        (src, text) => {
          expect(linearPattern(src, false)(text)).toBe(new RegExp(src).test(text))
        },
      ),
      { numRuns: 2_000 },
    )
  })
})
