import { describe, expect, it } from 'vitest'
import { groupRebalances } from './group-rebalances'
import { rebalance } from './rebalance.fixture'

const NOW = Date.UTC(2026, 0, 1, 12)
const MINUTE = 60_000
const whole = { since: NOW - 61 * MINUTE, reason: null }
const replacement = (at: number) =>
  rebalance(1, at, {
    ...{ startedAt: null, joinedAt: null, durationMs: null },
    triggers: [{ kind: 'restarted', memberId: 'a', certainty: 'observed', evidence: 'it came back' }],
  })

describe('groupRebalances', () => {
  it('counts those of the last hour, and knows when the count changes by time alone', () => {
    const all = [rebalance(1, NOW - 70 * MINUTE), rebalance(2, NOW - 40 * MINUTE), rebalance(3, NOW - 20 * MINUTE)]
    const { value, changesAt } = groupRebalances('g', all, whole, NOW)
    expect(value).toMatchObject({ id: 'g', lastHour: 2, reason: null, storm: null })
    expect(changesAt).toBe(NOW + 20 * MINUTE)
    expect(groupRebalances('g', all, whole, changesAt).value.lastHour).toBe(1)
    expect(groupRebalances('g', [], whole, NOW)).toMatchObject({ value: { lastHour: 0, last: null } })
  })

  it('tells since when members are members, by the records that say so', () => {
    const came = (memberId: string, change: 'joined' | 'left' | 'stayed') => ({
      ...{ memberId, instanceId: null, clientId: 'shop', host: '10.0.0.3', change, replaces: null },
      ...{ before: null, after: null, gained: null, lost: null, kept: null },
    })
    const all = [
      rebalance(1, 1, { members: [came('a', 'stayed'), came('b', 'joined')] }),
      rebalance(2, 2, { members: [came('a', 'stayed'), came('b', 'stayed'), came('c', 'joined')] }),
      rebalance(3, 3, { members: [came('a', 'stayed'), came('b', 'left'), came('c', 'stayed')] }),
    ]
    expect(groupRebalances('g', all, whole, NOW).value.since).toEqual([{ memberId: 'c', at: 2 }])
  })

  it('tells the last one with who gained, who lost and who is gone', () => {
    const left = { memberId: 'c', instanceId: null, clientId: 'shop', host: '10.0.0.3' }
    const held = [{ topic: 'orders', partitions: [2] }]
    const members = [
      ...rebalance(1, NOW).members,
      { ...left, change: 'left' as const, before: held, after: null, replaces: null, gained: 0, lost: 1, kept: 0 },
    ]
    const { value } = groupRebalances('g', [rebalance(4, NOW, { members })], whole, NOW)
    expect(value.last).toMatchObject({
      generation: 4,
      at: NOW,
      membersAfter: 2,
      trigger: { kind: 'joined' },
      triggers: 1,
    })
    expect(value.moved).toEqual([
      { memberId: 'a', gained: [], lost: [{ topic: 'orders', partitions: [1] }] },
      { memberId: 'b', gained: [{ topic: 'orders', partitions: [1] }], lost: [] },
      { memberId: 'c', gained: [], lost: held },
    ])
    expect(value.departed).toEqual([{ ...left, held }])
  })

  it('calls more than three in ten minutes a storm', () => {
    const times = [9, 6, 3, 1].map((ago, index) => rebalance(index + 1, NOW - ago * MINUTE))
    expect(groupRebalances('g', times.slice(1), whole, NOW).value.storm).toBeNull()
    const { value, changesAt } = groupRebalances('g', times, whole, NOW)
    expect(value.storm).toEqual({ count: 4, since: NOW - 9 * MINUTE })
    expect(changesAt).toBe(NOW + MINUTE)
    expect(groupRebalances('g', times, whole, changesAt).value.storm).toBeNull()
  })

  it('does not count a static member that came back', () => {
    const { value } = groupRebalances('g', [rebalance(1, NOW - MINUTE), replacement(NOW)], whole, NOW)
    expect(value).toMatchObject({ lastHour: 1, last: { at: NOW - MINUTE } })
  })

  it('says since when it counts, or why it cannot', () => {
    const since = NOW - 10 * MINUTE
    const { value, changesAt } = groupRebalances('g', [], { since, reason: null }, NOW)
    expect(value).toMatchObject({ lastHour: 0, reason: 'rebalances are known since 2026-01-01T11:50:00Z only' })
    expect(changesAt).toBe(since + 60 * MINUTE)
    expect(groupRebalances('g', [], { since: null, reason: 'READ needed' }, NOW).value).toMatchObject({
      ...{ lastHour: null, reason: 'READ needed', storm: null, last: null },
    })
  })
})
