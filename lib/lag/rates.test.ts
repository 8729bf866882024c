import { expect, it } from 'vitest'
import { rates } from './rates'

const NOW = 1_000_000
const now = (committed: bigint, end: bigint) => ({ committed, end, start: 0n, readAt: NOW, now: NOW })
const then = (secondsAgo: number, committed: bigint, end: bigint) => ({ at: NOW - secondsAgo * 1_000, committed, end })

it('tell how fast a log grows and is read, and when nothing will wait', () => {
  expect(rates(now(1_500n, 2_000n), then(100, 500n, 1_500n))).toMatchObject({
    producedPerSecond: 5,
    consumedPerSecond: 10,
    lagPerMinute: -300,
    etaMs: 100_000,
    etaReason: null,
  })
})

it('keep every digit of offsets beyond 2^53', () => {
  const base = 2n ** 62n
  expect(rates(now(base, base + 30n), then(60, base, base))).toMatchObject({
    producedPerSecond: 0.5,
    consumedPerSecond: 0,
    lagPerMinute: 30,
    etaMs: null,
    etaReason: 'it has read nothing for minutes',
  })
})

it('give no time where the group does not gain', () => {
  expect(rates(now(200n, 400n), then(100, 100n, 200n))).toMatchObject({
    etaMs: null,
    etaReason: 'it reads no faster than records are written',
  })
  expect(rates(now(400n, 400n), then(100, 100n, 200n)).etaMs).toBe(0)
})

it('are unknown after too short a time, a cut log or a step back, with the reason', () => {
  expect(rates(now(1n, 2n), null)).toMatchObject({ producedPerSecond: null, etaMs: null })
  expect(rates(now(2n, 2n), null)).toMatchObject({ lagPerMinute: null, etaMs: 0, etaReason: null })
  expect(rates(now(1n, 2n), then(5, 0n, 0n)).lagPerMinuteReason).toMatch(/too short a time \(5\u00a0s\)/)
  expect(rates(now(1n, 2n), then(60, 0n, 9n)).producedPerSecondReason).toMatch(/shortened/)
  expect(rates(now(1n, 90n), then(60, 60n, 60n))).toMatchObject({
    consumedPerSecond: null,
    consumedPerSecondReason: 'it went back to an earlier offset',
    producedPerSecond: 0.5,
    lagPerMinute: 89,
  })
})
