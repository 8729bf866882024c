import { describe, expect, it } from 'vitest'
import type { PulseSample } from '../time-series'
import { historyBody, historyQuery } from './history-answer'

const T = 1_700_000_000_000
const quiet: PulseSample = {
  at: T,
  state: 'ok',
  offline: 0,
  underMinIsr: 0,
  underReplicated: 0,
  atMinIsr: 0,
  notPreferred: 0,
  brokersMissing: 0,
  messagesPerSecond: 10,
}

function points(samples: PulseSample[], series: string, spanMs: number, count: number, now = T + 3_600_000) {
  const query = historyQuery.parse({
    series,
    from: new Date(T).toISOString(),
    to: new Date(T + spanMs).toISOString(),
    points: String(count),
  })
  const body = historyBody(samples, query, now)
  return { step: body.step, points: body.series[0]?.points ?? [] }
}

describe('historyBody', () => {
  it('keeps the worst count and the mean rate of each step', () => {
    const samples = [
      quiet,
      { ...quiet, at: T + 10_000, offline: 3, messagesPerSecond: 20 },
      { ...quiet, at: T + 20_000, offline: 0, messagesPerSecond: 40 },
    ]
    expect(points(samples, 'offline', 20_000, 1)).toEqual({ step: 20_000, points: [[T, 3]] })
    expect(points(samples, 'messages-per-second', 20_000, 1).points).toEqual([[T, 15]])
  })

  it('counts what stood when a step began, so that a short incident never falls between two steps', () => {
    const samples = [quiet, { ...quiet, at: T + 12_000, offline: 2 }, { ...quiet, at: T + 22_000 }]
    expect(points(samples, 'offline', 40_000, 4).points).toEqual([
      [T, 0],
      [T + 10_000, 2],
      [T + 20_000, 2],
      [T + 30_000, 0],
    ])
  })

  it('leaves a gap where nothing was sampled, and where nothing was known', () => {
    const samples = [quiet, { ...quiet, at: T + 100_000 }, { ...quiet, at: T + 110_000, state: 'unknown' as const }]
    expect(points(samples, 'offline', 130_000, 13).points.map(([, value]) => value)).toEqual([
      0,
      0,
      0,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      0,
      null,
      null,
    ])
    expect(points([quiet], 'offline', 30_000, 3, T + 5_000).points.map(([, value]) => value)).toEqual([0, null, null])
  })

  it('never cuts finer than it samples', () => {
    expect(points([quiet], 'offline', 60_000, 2_000).step).toBe(10_000)
  })

  it('refuses unknown series, twice the same, and times the wrong way round', () => {
    const fault = (query: Record<string, string>) => historyQuery.safeParse(query).error?.issues[0]
    expect(fault({ series: 'offline,nonsense' })?.message).toContain('"nonsense" is not one of messages-per-second')
    expect(fault({ series: 'offline,offline' })?.message).toContain('twice')
    expect(fault({})?.path).toEqual(['series'])
    expect(fault({ series: 'offline', from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' })?.path).toEqual([
      'from',
    ])
    expect(fault({ series: 'offline', from: 'yesterday' })?.message).toContain('2026-')
    expect(fault({ series: 'offline', points: '0' })?.message).toContain('from 1 to 2000')
  })
})
