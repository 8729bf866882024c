import { describe, expect, it } from 'vitest'
import { dataLoss } from './data-loss'
import { type EarlierPosition, rates } from './rates'
import { timeLag } from './time-lag'

const NOW = 10_000_000
const MINUTE = 60_000
const WEEK = { retentionMs: 604_800_000n, deletes: true }

/** Loss of a group at `committed` in a log from `start` to `end`, with one recorded end a minute ago. */
function loss(
  { committed, start, end }: { committed: bigint; start: bigint | null; end: bigint },
  {
    earlier = { at: NOW - MINUTE, committed, end },
    startThen = null,
    retention = WEEK,
  }: {
    earlier?: EarlierPosition | null
    startThen?: { at: number; offset: bigint } | null
    retention?: { retentionMs: bigint | null; deletes: boolean }
  } = {},
) {
  const position = { committed, start, end, readAt: NOW, now: NOW }
  const lag = timeLag(position, earlier ? [{ at: earlier.at, offset: earlier.end }] : [])
  return dataLoss(position, { lag, speed: rates(position, earlier), retention, startThen })
}

describe('records that retention takes', () => {
  it('are counted when they were never read', () => {
    expect(loss({ committed: 10n, start: 25n, end: 100n })).toMatchObject({ lost: '15', lossInMs: 0 })
    expect(loss({ committed: 25n, start: 25n, end: 100n })).toMatchObject({ lost: '0' })
    expect(loss({ committed: 5n, start: null, end: 9n })).toMatchObject({ lost: null, lossInMs: null })
  })

  it('are a retention away from a group that stands still', () => {
    const earlier = { at: NOW - MINUTE, committed: 10n, end: 10n }
    const { lossInMs } = loss({ committed: 10n, start: 0n, end: 100n }, { earlier })
    expect(lossInMs).toBeGreaterThan(604_800_000 - MINUTE - 1_000)
    expect(lossInMs).toBeLessThan(604_800_000)
  })

  it('come nearer slowly to a group that reads half as fast as is written', () => {
    const earlier = { at: NOW - MINUTE, committed: 0n, end: 1_000n }
    const retention = { retentionMs: BigInt(20 * MINUTE), deletes: true }
    const { lossInMs } = loss({ committed: 3_000n, start: 0n, end: 7_000n }, { earlier, retention })
    expect(lossInMs ?? 0).toBeGreaterThan(38 * MINUTE)
    expect(lossInMs ?? 0).toBeLessThan(40 * MINUTE)
  })

  it('are overtaken by a start of the log that moves faster than the group', () => {
    const startThen = { at: NOW - 10 * MINUTE, offset: 0n }
    const found = loss({ committed: 1_000n, start: 500n, end: 9_000n }, { startThen })
    expect(found.lossInMs).toBe(10 * MINUTE)
  })

  it('are not said to be safe behind a burst that takes too long to read, however fast the group is now', () => {
    const earlier = { at: NOW - 20 * MINUTE, committed: 0n, end: 1_000_000n }
    const retention = { retentionMs: BigInt(60 * MINUTE), deletes: true }
    const found = loss({ committed: 120_000n, start: 0n, end: 1_012_000n }, { earlier, retention })
    expect(found).toMatchObject({ lost: '0', lossInMs: null, lossReason: expect.stringMatching(/before their turn/) })
  })

  it('are none where nothing waits, nothing is deleted, or the group keeps pace', () => {
    expect(loss({ committed: 9n, start: 0n, end: 9n })).toMatchObject({
      lost: '0',
      lossReason: 'nothing waits to be read',
    })
    const compacted = { retention: { retentionMs: null, deletes: false } }
    expect(loss({ committed: 5n, start: 0n, end: 9n }, compacted).lossReason).toMatch(/compacted/)
    const endless = { retention: { retentionMs: null, deletes: true } }
    expect(loss({ committed: 5n, start: 0n, end: 9n }, endless).lossReason).toMatch(/for ever/)
    const pace = { earlier: { at: NOW - MINUTE, committed: 0n, end: 100n } }
    expect(loss({ committed: 200n, start: 0n, end: 250n }, pace).lossReason).toMatch(/as fast/)
  })
})
