import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LogPosition } from './log-position'
import { timeLag, timeLagByRecord } from './time-lag'

const NOW = 1_000_000
/** Newest first, seconds before now. */
const recorded = (...points: [secondsAgo: number, offset: bigint][]): LogPosition[] =>
  points.map(([ago, offset]) => ({ at: NOW - ago * 1_000, offset }))
const at = (committed: bigint, end: bigint, start: bigint | null = 0n) => ({
  committed,
  end,
  start,
  readAt: NOW,
  now: NOW,
})

describe('the age of the first unread record', () => {
  it('is found between two recorded ends, in proportion', () => {
    const ends = recorded([0, 1_000n], [10, 900n], [20, 800n])
    expect(timeLag(at(850n, 1_000n), ends)).toMatchObject({ ms: 14_950, source: 'interpolated', reason: null })
    expect(timeLag(at(900n, 1_000n), ends)).toMatchObject({ ms: 9_950 })
  })

  it('is that of a burst after a long silence, not of the silence', () => {
    const ends = recorded([0, 500n], [4, 500n], [5, 100n], [3_000, 100n])
    expect(timeLag(at(100n, 500n), ends).ms).toBeLessThanOrEqual(5_000)
    expect(timeLag(at(100n, 500n), ends).ms).toBeGreaterThanOrEqual(4_000)
  })

  it('is 0 on an idle topic that was read, however long ago', () => {
    expect(timeLag(at(100n, 100n), [])).toMatchObject({ ms: 0, source: 'interpolated' })
  })

  it('is at least as long as the log was watched when the record is older', () => {
    const ends = recorded([0, 1_000n], [60, 900n])
    expect(timeLag(at(10n, 1_000n), ends)).toMatchObject({ ms: 60_000, source: 'at-least' })
  })

  it('counts from the oldest record that is left when retention has passed the commit', () => {
    const ends = recorded([0, 1_000n], [10, 900n], [20, 800n])
    expect(timeLag(at(10n, 1_000n, 900n), ends)).toMatchObject({ ms: 9_950, source: 'interpolated' })
    expect(timeLag(at(10n, 1_000n, 1_000n), ends)).toMatchObject({ ms: null, reason: /deleted/ })
  })

  it('knows nothing of records that were cut off the log', () => {
    const ends = recorded([0, 60n], [10, 50n], [20, 900n], [30, 40n])
    expect(timeLag(at(45n, 60n), ends)).toMatchObject({ ms: 19_000, source: 'interpolated' })
    expect(timeLag(at(70n, 60n), ends)).toMatchObject({ ms: null, reason: expect.stringContaining('shortened') })
  })

  it('says so when nothing was recorded yet', () => {
    expect(timeLag(at(1n, 2n), recorded([0, 2n]))).toMatchObject({ ms: null, reason: expect.stringContaining('short') })
  })
})

describe('the age by the record itself', () => {
  const ends = recorded([0, 1_000n], [60, 900n])
  const position = at(10n, 1_000n)
  const byEnds = timeLag(position, ends)
  const record = (offset: bigint, time: number | null, reason: string | null = null) =>
    timeLagByRecord(byEnds, position, { offset, at: time, reason })

  it('is exact where recorded ends do not reach back', () => {
    expect(record(10n, NOW - 500_000)).toEqual({
      ms: 500_000,
      source: 'record',
      reason: null,
      writtenAt: NOW - 500_000,
    })
  })

  it('gives way to recorded ends that do, and to having read all', () => {
    const covered = at(950n, 1_000n)
    const own = timeLag(covered, ends)
    expect(timeLagByRecord(own, covered, { offset: 950n, at: NOW - 500_000, reason: null })).toEqual(own)
    const read = at(1_000n, 1_000n)
    expect(timeLagByRecord(timeLag(read, ends), read, { offset: 10n, at: 1, reason: null }).ms).toBe(0)
  })

  it('says why it is not known, and why a timestamp is not believed', () => {
    expect(record(10n, null, 'READ needed')).toMatchObject({ ms: 60_000, source: 'at-least', reason: 'READ needed' })
    const late = 'the timestamp of the record is later than the record'
    expect(record(10n, NOW - 59_000)).toMatchObject({ ms: 60_000, source: 'at-least', reason: late })
    expect(record(10n, NOW + 1_000_000)).toMatchObject({ ms: 60_000, source: 'at-least', reason: late })
  })

  it('lies between the record that was the first a moment ago and the recorded ends', () => {
    const moved = record(9n, NOW - 500_000)
    expect(moved.source).toBe('interpolated')
    expect(moved.ms).toBeGreaterThan(60_000)
    expect(moved.ms).toBeLessThan(500_000)
    expect(record(11n, NOW - 500_000)).toBe(byEnds)
  })

  it('is known before anything else is', () => {
    const first = timeLag(position, recorded([0, 1_000n]))
    expect(timeLagByRecord(first, position, { offset: 10n, at: NOW - 7_000, reason: null }).ms).toBe(7_000)
    const denied = timeLagByRecord(first, position, { offset: 10n, at: null, reason: 'READ needed' })
    expect(denied).toMatchObject({ ms: null, reason: 'the log has been watched too short a time; READ needed' })
  })
})

it('is never negative, 0 exactly when nothing waits, never younger for an older record, and right within one step', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ seconds: fc.integer({ min: 1, max: 30 }), written: fc.nat(500) }), {
        minLength: 2,
        maxLength: 40,
      }),
      fc.nat(1_000),
      fc.bigInt(0n, 2n ** 62n),
      (steps, back, base) => {
        const points: LogPosition[] = []
        const writtenAt = new Map<bigint, [number, number]>()
        let [time, offset] = [NOW, base]
        points.push({ at: time, offset })
        for (const { seconds, written } of steps) {
          for (let one = 0; one < written; one += 1) writtenAt.set(offset + BigInt(one), [time, time + seconds * 1_000])
          time += seconds * 1_000
          offset += BigInt(written)
          points.push({ at: time, offset })
        }
        const committed = offset - BigInt(back) < base ? base : offset - BigInt(back)
        const newestFirst = points.toReversed()
        const lag = timeLag({ committed, start: 0n, end: offset, readAt: time, now: time }, newestFirst)
        expect(lag.ms).not.toBeNull()
        expect(lag.ms === 0).toBe(committed === offset)
        const [from, to] = writtenAt.get(committed) ?? [time, time]
        const slack = 1
        if (committed < offset) {
          expect(lag.ms).toBeGreaterThanOrEqual(time - to - slack)
          expect(lag.ms).toBeLessThanOrEqual(time - from + slack)
          const older = timeLag(
            { committed: committed - 1n, start: null, end: offset, readAt: time, now: time },
            newestFirst,
          )
          if (committed > 0n) expect(older.ms ?? 0).toBeGreaterThanOrEqual((lag.ms ?? 0) - slack)
        }
      },
    ),
  )
})
