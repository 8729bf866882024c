import { describe, expect, it } from 'vitest'
import { rebalance } from '@/lib/rows/rebalance.fixture'
import { rebalanceBars, spanOf } from './rebalance-bars'
import { lanesOf } from './rebalance-lanes'
import { plotSentence } from './rebalance-plot'
import { type RebalanceItem, rebalanceKey, rebalanceRow } from './rebalance-row'
import { rebalanceVersion } from './rebalance-version'

describe('rebalanceBars', () => {
  const times = (...rows: Parameters<typeof rebalance>[]) =>
    rebalanceBars(
      rows.map((of) => rebalance(...of)),
      0,
      60_000,
    ).map(({ from, joined, to, isStartUnknown, isOpen }) => [from, joined, to, isStartUnknown, isOpen])

  it('has two parts where the joining is known, one for KIP-848', () => {
    expect(times([1])).toEqual([[7_500, 9_500, 10_000, false, false]])
    expect(times([1, { type: 'consumer' }])).toEqual([[7_500, null, 10_000, false, false]])
  })

  it('begins with what is known where the start is not', () => {
    expect(times([1, { startedAt: null }])).toEqual([[9_500, 9_500, 10_000, true, false]])
    expect(times([1, { startedAt: null, joinedAt: null }])).toEqual([[10_000, null, 10_000, true, false]])
  })

  it('lasts until the next began where it was overtaken, and until now while it goes on', () => {
    const next = { at: 20_000, startedAt: 12_000, joinedAt: null, completedAt: null }
    expect(times([2, next], [1, { completedAt: null }])).toEqual([
      [7_500, 9_500, 12_000, false, false],
      [12_000, null, 60_000, false, true],
    ])
  })

  it('leaves out what ended before the drawing begins, and cuts nothing that reaches into it', () => {
    expect(rebalanceBars([rebalance(1)], 10_001, 60_000)).toEqual([])
    expect(rebalanceBars([rebalance(1)], 9_000, 60_000)).toHaveLength(1)
  })
})

describe('spanOf', () => {
  it('is the shortest that holds every row', () => {
    const now = 86_400_000
    const ago = (minutes: number) => ({ at: now - minutes * 60_000 })
    expect(
      [[], [ago(10)], [ago(1), ago(11)], [ago(61)], [ago(6_000)]].map((rows) => Number(spanOf(rows, now).value)),
    ).toEqual([10, 10, 60, 360, 1_440])
  })
})

describe('plotSentence', () => {
  it('says how many there are and when the last was', () => {
    expect(plotSentence(rebalanceBars([rebalance(8, { at: 11_000 }), rebalance(7)], 0, 60_000), '1 h')).toBe(
      '2 rebalances in the last 1 h, the last at 00:00:07 UTC, generation 8.',
    )
    expect(plotSentence([], '1 h')).toMatch(/^No rebalance/)
  })
})

describe('lanesOf', () => {
  it('puts storms first, then who rebalanced most often', () => {
    const rows = ['b', 'a', 'c', 'b', 'c', 'b'].map((group, index) => rebalance(index, { group }))
    const order = (storms: [string, number][]) => lanesOf(rows, new Map(storms)).map(([group]) => group)
    expect(order([])).toEqual(['b', 'c', 'a'])
    expect(order([['a', 4]])).toEqual(['a', 'b', 'c'])
  })
})

describe('rebalanceRow', () => {
  it('reads times and triggers of the API', () => {
    const { triggers, ...row } = rebalance(7, { joinedAt: null })
    const reasons = { startedReason: null, joinedReason: 'not read', completedReason: null }
    const item: RebalanceItem = {
      ...row,
      ...{ ...reasons, durationReason: null, membersBeforeReason: null, partitionsMovedReason: null },
      ...{ at: '1970-01-01T00:00:10.000Z', startedAt: '1970-01-01T00:00:07.500Z', joinedAt: null },
      completedAt: '1970-01-01T00:00:10.000Z',
      triggers: triggers.map(({ memberId, ...trigger }) => ({ ...trigger, member: memberId })),
    }
    expect(rebalanceRow(item)).toMatchObject(rebalance(7, { joinedAt: null }))
  })

  it('tells a generation from the static member that came back within it', () => {
    expect(rebalanceKey(rebalance(7))).not.toBe(rebalanceKey(rebalance(7, { at: 12_000 })))
  })
})

describe('rebalanceVersion', () => {
  const last = (more: Parameters<typeof rebalance>[1]) => {
    const { triggers, ...one } = rebalance(7, more)
    const [trigger] = triggers
    return { last: { ...one, trigger: trigger ?? expect.fail(), triggers: 1 } }
  }
  it('changes when another one happened, and when one is complete', () => {
    const versions = [null, { last: null }, last({ completedAt: null }), last({}), last({ at: 20_000 })].map(
      rebalanceVersion,
    )
    expect(new Set(versions).size).toBe(4)
  })
})
