import { describe, expect, it } from 'vitest'
import type { PulseSample } from '@/lib/time-series'
import { boardSeries, recordedWindow } from './board-series'

const sample: PulseSample = {
  at: 1_000,
  state: 'urp',
  offline: 1,
  underMinIsr: 2,
  underReplicated: 3,
  atMinIsr: 4,
  notPreferred: 5,
  brokersMissing: 6,
  messagesPerSecond: null,
}

describe('boardSeries', () => {
  it('follows the count of its cell up to now', () => {
    expect(boardSeries('brokers', 7, [sample], 2_000)).toEqual([
      { at: 1_000, value: 6 },
      { at: 2_000, value: 7 },
    ])
    expect(boardSeries('offline', 0, [sample], 2_000)[0]?.value).toBe(1)
  })
})

describe('recordedWindow', () => {
  it('shows what is recorded, at least five minutes, at most an hour', () => {
    const now = 10_000_000
    expect(recordedWindow([], now)).toEqual({ from: now - 300_000, to: now })
    expect(recordedWindow([{ ...sample, at: now - 1_200_000 }], now).from).toBe(now - 1_200_000)
    expect(recordedWindow([{ ...sample, at: 0 }], now).from).toBe(now - 3_600_000)
  })
})
