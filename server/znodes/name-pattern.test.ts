import { describe, expect, it } from 'vitest'
import { namePattern, part } from './name-pattern'

const matches = (pattern: string, name: string) => namePattern(pattern)(name)

describe('namePattern', () => {
  it('finds a part of a name, capitals only where there are some', () => {
    expect(matches('ord', 'reOrder')).toEqual({ from: 2, to: 5 })
    expect(matches('Ord', 'reorder')).toBeNull()
    expect(matches('a.b', 'axb')).toBeNull()
    expect(matches('$[(', 'x$[(y')).toEqual({ from: 1, to: 4 })
    expect(matches('-', 'a-b')).toEqual({ from: 1, to: 2 })
    expect(matches('i', 'İi')).toEqual({ from: 1, to: 2 })
  })

  it('takes * and ? for the whole name', () => {
    expect(matches('order-*', 'Order-17')).toEqual({ from: 0, to: 8 })
    expect(matches('order-*', 'reorder-17')).toBeNull()
    expect(matches('?', 'ab')).toBeNull()
    expect(matches('*a*b*c', 'xxaxxbxxbc')).not.toBeNull()
    expect(matches('*', '')).not.toBeNull()
    expect(matches('[a]*', 'a')).toBeNull()
    const slow = performance.now()
    expect(matches('*a*a*a*a*a*a*b', 'a'.repeat(5_000))).toBeNull()
    expect(performance.now() - slow).toBeLessThan(500)
  })

  it('takes an expression between slashes', () => {
    expect(matches('/^order-\\d+$/', 'Order-17')).toEqual({ from: 0, to: 8 })
    expect(matches('/^Order/', 'order-17')).toBeNull()
    expect(matches('/\\D\\d/', 'x1')).toEqual({ from: 0, to: 2 })
    expect(matches('/(a|b)+c{2}/', 'xabcc')).toEqual({ from: 1, to: 5 })
    expect(matches('/a/', 'x'.repeat(300))).toBeNull()
  })

  it('gives up an expression that takes too long, and keeps the process going', () => {
    const startedAt = performance.now()
    const slow = namePattern('/^(a|a)*$/')
    expect(() => slow(`${'a'.repeat(60)}b`)).toThrow(/takes too long/)
    expect(performance.now() - startedAt).toBeLessThan(1_000)
    expect(slow('aaa')).toEqual({ from: 0, to: 3 })
    expect(() => matches('/a*a*a*a*a*a*a*b/', 'a'.repeat(5_000))).toThrow(
      expect.objectContaining({ code: 'invalid', field: 'name' }),
    )
  })

  it.each(['/(/', 'a/b', '/x'])('refuses %s', (pattern) => {
    expect(() => namePattern(pattern)).toThrow(expect.objectContaining({ code: 'invalid', field: 'name' }))
  })
})

describe('part', () => {
  it('is found across lines, as it is written', () => {
    expect(part('"leader":2')('{\n"leader":2}')).toEqual({ from: 2, to: 12 })
  })
})
