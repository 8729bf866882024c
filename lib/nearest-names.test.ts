import { describe, expect, it } from 'vitest'
import { nearestNames } from './nearest-names'

const names = ['orders.created', 'orders.v2', 'payments', '__consumer_offsets', '__proto__', 'ordres']

describe('nearestNames', () => {
  it('finds typing errors and parts', () => {
    expect(nearestNames('order.created', names)).toEqual(['orders.created'])
    expect(nearestNames('Payment', names)).toEqual(['payments'])
    expect(nearestNames('orders', names)).toEqual(['orders.v2', 'orders.created', 'ordres'])
    expect(nearestNames('__proto_', names)).toEqual(['__proto__'])
  })

  it('names nothing where nothing is near', () => {
    expect(nearestNames('zzzzzzzzzz', names)).toEqual([])
    expect(nearestNames('orders', [])).toEqual([])
  })

  it('stays quick over ten thousand names', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `topic-with-a-long-name-${index}`)
    const started = performance.now()
    expect(nearestNames('topic-with-a-lonk-name-77', many)[0]).toBe('topic-with-a-long-name-77')
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
