import { describe, expect, it } from 'vitest'
import { figure, percentile } from './figures'

describe('percentile', () => {
  it('takes the nearest rank', () => {
    const values = Array.from({ length: 20 }, (_, index) => 20 - index)
    expect([percentile(values, 0.5), percentile(values, 0.95), percentile(values, 1)]).toEqual([10, 19, 20])
    expect(() => percentile([], 0.5)).toThrow('no values')
  })
})

describe('figure', () => {
  it('says whether what was asked for is reached', () => {
    expect(figure('x', 250, 'ms', 250)).toContain('(≤ 250 ms: reached)')
    expect(figure('x', 251, 'ms', 250)).toContain('NOT reached')
    expect(figure('x', 1, 'ms', null)).not.toContain('reached')
  })
})
