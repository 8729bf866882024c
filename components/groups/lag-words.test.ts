import { describe, expect, it } from 'vitest'
import { lagMarks, lagMinutes, lagSentence, readLagUnit } from './lag-words'

const MINUTE = 60_000
const START = Date.UTC(2026, 0, 1, 14)
const series = {
  at: [START, START + 10_000, START + MINUTE, START + MINUTE + 10_000],
  totalLag: ['10', '1500', '20', null],
  timeLagMs: [1_000, 90_000, 0, null],
  byTopic: [
    { topic: 'orders', lag: ['8', '1400', '20', null] },
    { topic: null, lag: ['2', '100', null, null] },
  ],
  producedPerSecond: [null, 10, 20, 40],
  consumedPerSecond: [null, null, null, null],
}
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('the chart of lag in words', () => {
  it('says how much there is, where, and when it was most', () => {
    const known = { ...series, totalLag: ['10', '1500', '20', '30'] }
    expect(plain(lagSentence(known, 'msgs', START + 2 * MINUTE))).toBe(
      'Lag by topic over the last 2 m 00 s: 30 records now, most of it in orders; at most 1,500 records, at 14:00:10.',
    )
  })

  it('says so when it is not known', () => {
    expect(plain(lagSentence(series, 'time', START + 2 * MINUTE))).toBe(
      'Time lag over the last 2 m 00 s: not known now; at most 1 m 30 s, at 14:00:10.',
    )
    const dark = { ...series, timeLagMs: [null, null, null, null] }
    expect(lagSentence(dark, 'time', START + 2 * MINUTE)).toMatch(/not known at any time/)
  })

  it('has no unit but those two', () => {
    expect(['time', 'msgs', 'x'].map(readLagUnit)).toEqual(['time', 'msgs', 'msgs'])
  })
})

it('marks what happened to brokers and to the own coordinator, the last three of the time shown', () => {
  const event = (
    at: number,
    kind: 'broker-left' | 'coordinator-moved' | 'leader-lost',
    subject: string,
    after = '2',
  ) => ({
    ...{ at, kind, subject, after },
  })
  const events = [
    event(50, 'coordinator-moved', 'group:billing'),
    event(45, 'coordinator-moved', 'group:other'),
    event(40, 'broker-left', 'broker:7'),
    event(30, 'leader-lost', 'partition:orders/0'),
    event(20, 'broker-left', 'broker:6'),
    event(10, 'broker-left', 'broker:5'),
    event(1, 'broker-left', 'broker:4'),
  ]
  expect(lagMarks(events, 'billing', 5)).toEqual([
    { at: 20, label: 'broker 6 gone' },
    { at: 40, label: 'broker 7 gone' },
    { at: 50, label: 'coordinator now 2' },
  ])
})

it('gathers minutes, newest first: the last known lag, mean rates, unknown where nothing was known', () => {
  expect(lagMinutes(series)).toEqual([
    {
      ...{ at: START + MINUTE, totalLag: '20', timeLagMs: 0, byTopic: ['20', null] },
      ...{ producedPerSecond: 30, consumedPerSecond: null },
    },
    {
      ...{ at: START, totalLag: '1500', timeLagMs: 90_000, byTopic: ['1400', '100'] },
      ...{ producedPerSecond: 10, consumedPerSecond: null },
    },
  ])
})
