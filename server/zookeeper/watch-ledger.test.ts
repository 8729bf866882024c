import { describe, expect, it } from 'vitest'
import { WatchLedger } from './watch-ledger'

describe('WatchLedger', () => {
  it('counts path bytes once per watch and gives them back', () => {
    const ledger = new WatchLedger(100)
    expect(ledger.arm('data', '/é')).toBe(true)
    expect(ledger.arm('data', '/é')).toBe(true)
    expect(ledger.arm('children', '/é')).toBe(true)
    expect([ledger.size, ledger.bytes]).toEqual([2, 6])
    ledger.disarm('data', '/é')
    ledger.disarm('data', '/é')
    expect([ledger.size, ledger.bytes]).toEqual([1, 3])
    ledger.clear()
    expect([ledger.size, ledger.bytes]).toEqual([0, 0])
  })

  it('refuses beyond the budget and says how often', () => {
    const ledger = new WatchLedger(5)
    expect(ledger.arm('data', '/abc')).toBe(true)
    expect(ledger.arm('data', '/d')).toBe(false)
    expect(ledger.refused).toBe(1)
    ledger.disarm('data', '/abc')
    expect(ledger.arm('data', '/d')).toBe(true)
    ledger.clear()
    expect(ledger.refused).toBe(0)
  })
})
