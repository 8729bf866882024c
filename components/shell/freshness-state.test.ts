import { describe, expect, it } from 'vitest'
import type { Source } from '@/lib/model/source'
import { freshnessState } from './freshness-state'

const now = 1_000_000
const live = { status: 'live' as const, since: 0, reason: null }
const source = (name: string, change: Partial<Source> = {}): Source => ({
  name,
  status: 'live',
  since: 0,
  lastOkAt: now - 1_000,
  intervalMs: 5_000,
  reason: null,
  ...change,
})

describe('freshnessState', () => {
  it('shows the age of the oldest source', () => {
    const sources = [source('metadata'), source('offsets', { lastOkAt: now - 4_000 })]
    expect(freshnessState(sources, live, now)).toEqual({ state: 'live', at: now - 4_000 })
  })

  it('lets slow sources count only when they are late', () => {
    const slow = (ageMs: number) => source('log-dirs', { intervalMs: 60_000, lastOkAt: now - ageMs })
    expect(freshnessState([source('metadata'), slow(50_000)], live, now)).toEqual({ state: 'live', at: now - 1_000 })
    expect(freshnessState([source('metadata'), slow(150_000)], live, now)).toEqual({ state: 'late', at: now - 150_000 })
  })

  it('takes a pushing source for current while it is live', () => {
    const zookeeper = source('zookeeper', { intervalMs: null, lastOkAt: now - 3_600_000 })
    expect(freshnessState([zookeeper, source('metadata')], live, now)).toEqual({ state: 'live', at: now - 1_000 })
  })

  it('is late when a source missed two readings or is down', () => {
    expect(freshnessState([source('metadata', { lastOkAt: now - 14_000 })], live, now).state).toBe('late')
    const down = source('zookeeper', { status: 'down', lastOkAt: now - 60_000 })
    expect(freshnessState([source('metadata'), down], live, now)).toEqual({ state: 'late', at: now - 60_000 })
  })

  it('is gone when nothing answers, or the server does not', () => {
    const down = source('metadata', { status: 'down', lastOkAt: now - 60_000 })
    expect(freshnessState([down], live, now)).toEqual({ state: 'gone', at: now - 60_000 })
    const lost = { status: 'lost' as const, since: now - 5_000, reason: 'the server does not answer' }
    expect(freshnessState([source('metadata')], lost, now)).toEqual({ state: 'gone', at: now - 5_000 })
    expect(freshnessState([], live, now)).toEqual({ state: 'gone', at: null })
  })

  it('leaves out brokers that are down and sources this cluster does not have', () => {
    const sources = [
      source('metadata'),
      source('broker:2', { status: 'down', lastOkAt: 1 }),
      source('zookeeper', { status: 'absent', lastOkAt: null }),
    ]
    expect(freshnessState(sources, live, now)).toEqual({ state: 'live', at: now - 1_000 })
  })
})
