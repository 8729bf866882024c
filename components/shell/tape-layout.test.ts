import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ClusterEvent } from '@/lib/events/event'
import type { CellState } from '@/lib/rows/partition-status'
import type { PulseSample } from '@/lib/time-series'
import { tapeLayout } from './tape-layout'

const now = Date.parse('2026-11-21T14:06:00Z')
const minute = 60_000
const sample = (at: number, state: CellState): PulseSample => ({
  at,
  state,
  offline: 0,
  underMinIsr: 0,
  underReplicated: 0,
  atMinIsr: 0,
  notPreferred: 0,
  brokersMissing: 0,
  messagesPerSecond: null,
})
const every10s = (from: number, to: number, state: CellState) =>
  Array.from({ length: Math.floor((to - from) / 10_000) }, (_, index) => sample(from + index * 10_000, state))
const event = (at: number, kind: ClusterEvent['kind']): ClusterEvent => ({
  id: `${at}`,
  at,
  kind,
  subject: 'controller',
  before: null,
  after: null,
  cause: null,
  source: 'zookeeper',
  seenLate: false,
})

describe('tapeLayout', () => {
  it('draws one span per state and hatches what was not recorded', () => {
    const pulse = [
      ...every10s(now - 30 * minute, now - 15 * minute, 'ok'),
      ...every10s(now - 15 * minute, now, 'offline'),
    ]
    const { ribbon, recordedSince } = tapeLayout(pulse, [], now)
    expect(ribbon.map(({ state }) => state)).toEqual(['unknown', 'ok', 'offline'])
    expect(ribbon.map(({ from, width }) => [from, width])).toEqual([
      [0, 50],
      [50, 25],
      [75, 25],
    ])
    expect(recordedSince).toBe(now - 30 * minute)
  })

  it('never draws a hole as health', () => {
    const pulse = [...every10s(now - 60 * minute, now - 40 * minute, 'ok'), ...every10s(now - 20 * minute, now, 'ok')]
    expect(tapeLayout(pulse, [], now).ribbon.map(({ state }) => state)).toEqual(['ok', 'unknown', 'ok'])
    expect(tapeLayout([], [], now).ribbon).toEqual([{ from: 0, width: 100, state: 'unknown' }])
  })

  it('covers the hour without overlap, whatever was recorded', () => {
    const samples = fc
      .uniqueArray(fc.integer({ min: now - 90 * minute, max: now }), { maxLength: 60 })
      .map((times) => times.toSorted((a, b) => a - b).map((at) => sample(at, at % 2 ? 'ok' : 'urp')))
    fc.assert(
      fc.property(samples, (pulse) => {
        let end = 0
        for (const span of tapeLayout(pulse, [], now).ribbon) {
          expect(span.from).toBeCloseTo(end, 6)
          end = span.from + span.width
        }
        expect(end).toBeCloseTo(100, 6)
      }),
    )
  })

  it('makes one tick of a burst, in its worst state and higher', () => {
    const burst = Array.from({ length: 8 }, (_, index) => event(now - 10 * minute + index, 'leader-changed'))
    const { ticks, events } = tapeLayout([], [...burst, event(now - 10 * minute, 'broker-left')], now)
    expect(ticks).toEqual([{ at: expect.closeTo(83.37, 1), heightPx: 21, state: 'offline', count: 9 }])
    expect(events).toBe(9)
  })

  it('labels every ten minutes', () => {
    expect(tapeLayout([], [], now).labels.map(({ text }) => text)).toEqual([
      '13:10',
      '13:20',
      '13:30',
      '13:40',
      '13:50',
      '14:00',
    ])
  })

  it('leaves out what is older than the hour', () => {
    expect(tapeLayout([], [event(now - 61 * minute, 'broker-left')], now).ticks).toEqual([])
  })
})
