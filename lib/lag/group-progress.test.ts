import { describe, expect, it } from 'vitest'
import { groupProgress } from './group-progress'
import type { PartitionProgress } from './partition-progress'

/** A partition that has been read to its end, unless said otherwise. */
function partition(number: number, more: Partial<PartitionProgress> = {}): PartitionProgress {
  return {
    topic: 'orders',
    partition: number,
    lag: '0',
    lagReason: null,
    verdict: 'OK',
    verdictReason: null,
    sentence: 'It has read everything.',
    evidence: [],
    timeLagMs: 0,
    timeLagSource: 'interpolated',
    timeLagReason: null,
    producedPerSecond: 1,
    producedPerSecondReason: null,
    consumedPerSecond: 1,
    consumedPerSecondReason: null,
    lagPerMinute: 0,
    lagPerMinuteReason: null,
    etaMs: 0,
    etaReason: null,
    keptMs: 86_400_000,
    lastCommitAt: 1_000,
    lastCommitReason: null,
    lost: '0',
    lostReason: null,
    lossInMs: null,
    lossReason: 'nothing waits to be read',
    ...more,
  }
}

/** A partition of which nothing is known. */
const unknown = (number: number, reason: string) =>
  partition(number, {
    ...{ verdict: null, verdictReason: reason, sentence: null, timeLagMs: null, timeLagSource: null },
    ...{ timeLagReason: reason, lagPerMinute: null, lagPerMinuteReason: reason, etaMs: null, etaReason: reason },
    ...{ consumedPerSecond: null, consumedPerSecondReason: reason },
    ...{ lastCommitAt: null, lastCommitReason: reason, lost: null, lostReason: reason },
  })
const of = (...partitions: PartitionProgress[]) => groupProgress('g', partitions, [], 'nothing committed')

describe('a group', () => {
  it('is as its worst partition', () => {
    const warned = partition(1, { verdict: 'WARN', sentence: 'It falls behind.' })
    const stopped = partition(2, {
      verdict: 'STOP',
      sentence: 'It stopped.',
      timeLagMs: 9_000,
      timeLagSource: 'at-least',
    })
    expect(of(partition(0), warned, stopped, { ...stopped, partition: 3 })).toMatchObject({
      verdict: 'STOP',
      sentence: 'orders-2: It stopped. The same in 1 more.',
      timeLagMs: 9_000,
      timeLagSource: 'at-least',
    })
    expect(of(partition(0), partition(1)).sentence).toBe('It keeps up in all 2 partitions.')
    expect(of(partition(0)).sentence).toBe('It keeps up in its one partition.')
  })

  it('adds up how lag changes, and needs as long as its slowest partition', () => {
    const slow = partition(1, { lagPerMinute: -30, etaMs: 60_000, lastCommitAt: 5_000 })
    expect(of(partition(0, { lagPerMinute: 12.5, etaMs: 1_000 }), slow)).toMatchObject({
      lagPerMinute: -17.5,
      etaMs: 60_000,
      lastCommitAt: 5_000,
    })
    expect(of(slow, partition(2, { etaMs: null, etaReason: 'it reads nothing' }))).toMatchObject({
      etaMs: null,
      etaReason: 'orders-2: it reads nothing',
      slowest: { topic: 'orders', partition: 2, never: true },
    })
    expect(of(partition(0), slow).slowest).toEqual({ topic: 'orders', partition: 1, never: false })
    expect(of(partition(0)).slowest).toBeNull()
    expect(of(unknown(3, 'no leader'), slow).slowest).toEqual({ topic: 'orders', partition: 3, never: false })
  })

  it('tells how much of the retention of its topics is used up, by the partition where that is most', () => {
    const [hour, half] = [partition(0, { timeLagMs: 3_600_000 }), partition(1, { timeLagMs: 60_000, keptMs: 120_000 })]
    expect(of(hour).retention).toEqual({ topic: 'orders', partition: 0, usedPercent: 4.2, keptMs: 86_400_000 })
    expect(of(hour, half)).toMatchObject({ retention: { partition: 1, usedPercent: 50 }, retentionReason: null })
    expect(of(partition(0, { keptMs: null }))).toMatchObject({
      retention: null,
      retentionReason: /no record is deleted/,
    })
    expect(of(unknown(0, 'no leader'))).toMatchObject({ retention: null, retentionReason: 'no leader' })
  })

  it('says what it does not know, and all reasons where it knows nothing', () => {
    expect(of(partition(0), unknown(1, 'no leader'))).toMatchObject({
      verdict: 'OK',
      sentence: 'It keeps up in 1 of 2 partitions. 1 of 2 partitions cannot be judged yet.',
      timeLagMs: 0,
      timeLagSource: 'at-least',
      timeLagReason: 'no leader',
      lagPerMinute: 0,
    })
    expect(of(unknown(0, 'no leader'), unknown(1, 'not read'))).toMatchObject({
      verdict: null,
      verdictReason: 'no leader, and 1 more reason',
      timeLagReason: 'no leader, and 1 more reason',
      lastCommitAt: null,
      etaReason: 'orders-0: no leader',
    })
    expect(of()).toMatchObject({ verdict: null, verdictReason: 'nothing committed', etaReason: 'nothing committed' })
  })

  it('names the partition that lost most, or will lose first', () => {
    const soon = partition(1, { lossInMs: 610_000 })
    const later = partition(2, { lossInMs: 900_000 })
    expect(of(partition(0)).loss).toBeNull()
    expect(of(later, soon).loss).toEqual({ topic: 'orders', partition: 1, lost: null, inMs: 600_000 })
    const lost = partition(3, { lost: '9007199254740993', lossInMs: 0 })
    expect(of(soon, lost, { ...lost, partition: 4, lost: '9' }).loss).toEqual({
      topic: 'orders',
      partition: 3,
      lost: '9007199254740993',
      inMs: null,
    })
  })
})
