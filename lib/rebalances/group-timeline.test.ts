import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GroupDescription } from '../model/consumer-group'
import type { ClassicMember } from '../records/classic-generation'
import { member as describedMember } from '../rows/group.fixture'
import { GroupTimeline } from './group-timeline'
import { classicMember as member, RecordWriter } from './records.fixture'
import { group, kinds, START, SURROUNDINGS } from './timeline.fixture'

describe('generations of a classic group', () => {
  it('are told with who came, what moved, and how long it took', () => {
    const { generation } = group()
    const first = generation(1, START, [member('a', 'orders:0,1,2')])
    expect(first).toMatchObject({
      ...{ group: 'g', type: 'classic', generation: 1, skipped: 0, at: START, fromPast: false },
      ...{ startedAt: START - 50, joinedAt: START - 50, completedAt: START, durationMs: 50 },
      ...{ protocolBefore: null, protocol: 'range', leaderBefore: null, leader: 'a' },
      ...{ membersBefore: 0, membersAfter: 1, partitionsMoved: 3 },
    })
    expect(first?.startedNote).toMatch(/^without the time members took to join/)
    expect(kinds(first)).toEqual(['a joined observed'])
    const second = generation(2, START + 9_000, [member('a', 'orders:0'), member('b', 'orders:1,2')])
    expect(second).toMatchObject({ membersBefore: 1, membersAfter: 2, partitionsMoved: 2, leaderBefore: 'a' })
    expect(kinds(second)).toEqual(['b joined observed'])
    expect(second?.members).toMatchObject([
      { memberId: 'a', host: '10.0.0.1', change: 'stayed', gained: 0, lost: 2, kept: 1 },
      { memberId: 'b', change: 'joined', before: null, gained: 2, lost: 0, kept: 0 },
    ])
  })

  it('are told when the last member left, and begin anew after the group was deleted', () => {
    const { generation, timeline, records } = group()
    generation(1, START, [member('a', 'orders:0')])
    const empty = generation(2, START + 5_000, [])
    expect(empty).toMatchObject({
      membersAfter: 0,
      startedNote: null,
      protocolBefore: 'range',
      protocol: null,
      partitionsMoved: 0,
    })
    expect(kinds(empty)).toEqual(['a left inferred'])
    expect(timeline.take(records.tombstone(START + 6_000), false)).toEqual([])
    expect(kinds(generation(1, START + 7_000, [member('c', 'orders:0')]))).toEqual(['c joined observed'])
  })

  it('do not begin with the empty one a new group is made with', () => {
    const { generation } = group()
    expect(generation(0, START, [])).toBeUndefined()
    expect(generation(1, START + 1, [member('a', 'orders:0')])).toMatchObject({ membersBefore: 0, skipped: 0 })
  })

  it('leave unknown what came before the first that is read', () => {
    const { generation } = group()
    const first = generation(7, START, [member('a', 'orders:0,1')])
    expect(first).toMatchObject({ skipped: 0, membersBefore: null, partitionsMoved: null })
    expect(first?.members).toMatchObject([{ before: null, change: 'stayed', gained: null, lost: null, kept: null }])
    expect(kinds(first)).toEqual(['- unknown inferred'])
  })

  it('tell of those that were never completed', () => {
    const { generation } = group()
    generation(1, START, [member('a', 'orders:0')])
    const third = generation(4, START + 100, [member('a', 'orders:0')])
    expect(third).toMatchObject({ skipped: 2 })
    expect(kinds(third)).toEqual(['- unknown inferred'])
  })

  it('of another protocol than consumer keep what members hold unknown', () => {
    const { generation } = group()
    const protocolType = 'connect'
    generation(1, START, [member('a', 'orders:0')], { protocolType })
    const second = generation(2, START + 1, [member('a', 'orders:0'), member('b', '')], { protocolType })
    expect(second).toMatchObject({ partitionsMoved: null, members: [{ before: null, after: null, kept: null }, {}] })
    expect(kinds(second)).toEqual(['b joined observed'])
  })

  it('are each told once, also when they are read twice', () => {
    const membership = fc.subarray(['a', 'b', 'c', 'd'])
    const step = fc.record({ members: membership, ahead: fc.integer({ min: 1, max: 3 }) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const records = new RecordWriter()
        const timeline = new GroupTimeline('g', SURROUNDINGS)
        let number = 0
        const written = steps.map(({ members, ahead }, index) => {
          number += ahead
          return records.generation(
            number,
            START + index,
            members.map((id, at) => member(id, `orders:${at}`)),
          )
        })
        const told = written.flatMap((record, index) => [
          ...timeline.take(record, false),
          ...written.slice(0, index + 1).flatMap((again) => timeline.take(again, false)),
        ])
        const numbers = written.map((record) => (record.kind === 'group-metadata' ? record.value?.generation : null))
        expect(told.map(({ generation }) => generation)).toEqual(numbers)
        const [first, ...others] = told
        const begun = others.reduce((sum, { skipped }) => sum + skipped + 1, first?.generation ?? 0)
        expect(begun).toBe(number)
        for (const { triggers } of told) expect(triggers.length).toBeGreaterThan(0)
      }),
    )
  })
})

describe('a static member', () => {
  const fixed = (id: string, held: string) => member(id, held, { instanceId: 'one' })

  it('that comes back in the same generation is no rebalance', () => {
    const { generation } = group()
    generation(1, START, [fixed('a', 'orders:0,1')])
    const back = generation(1, START + 900, [fixed('b', 'orders:0,1')])
    expect(back).toMatchObject({
      ...{ generation: 1, durationMs: null, startedAt: null, completedAt: START + 900, partitionsMoved: 0 },
      members: [{ memberId: 'b', change: 'replaced', replaces: 'a', gained: 0, lost: 0, kept: 2 }],
    })
    expect(kinds(back)).toEqual(['b restarted observed'])
    expect(generation(1, START + 950, [fixed('b', 'orders:0,1')])).toBeUndefined()
    expect(kinds(generation(2, START + 999, [fixed('b', 'orders:0,1'), member('c', '')]))).toEqual([
      'c joined observed',
    ])
  })

  it('that comes back with another subscription restarted', () => {
    const { generation } = group()
    generation(1, START, [fixed('a', 'orders:0,1')])
    expect(kinds(generation(2, START + 900, [fixed('b', 'payments:0')]))).toEqual(['b restarted observed'])
  })
})

describe('a client that comes back under another id', () => {
  const of = (id: string, held: string, clientId = 'shop') => member(id, held, { clientId })

  it('within one generation is taken for restarted', () => {
    const { generation } = group()
    generation(1, START, [of('a', 'orders:0'), of('x', 'orders:1', 'other')])
    const back = generation(2, START + 9_000, [of('b', 'orders:0'), of('x', 'orders:1', 'other')])
    expect(kinds(back)).toEqual(['b restarted inferred'])
    expect(back?.members).toMatchObject(
      [
        { memberId: 'x', change: 'stayed' },
        { memberId: 'a', change: 'left' },
        { memberId: 'b', change: 'joined', replaces: 'a' },
      ].sort((one, two) => (one.memberId === 'x' ? -1 : two.memberId === 'x' ? 1 : 0)),
    )
  })

  it('is one that left and one that joined where several share client id and host', () => {
    const { generation } = group()
    generation(1, START, [of('a', 'orders:0'), of('x', 'orders:1')])
    expect(kinds(generation(2, START + 9_000, [of('b', 'orders:0'), of('x', 'orders:1')]))).toEqual([
      'a left inferred',
      'b joined observed',
    ])
  })
})

describe('a group whose generation before was only described', () => {
  const described = (held: number[]): GroupDescription => ({
    ...{ id: 'g', type: 'classic', state: 'Stable', protocol: 'range', groupEpoch: null, assignmentEpoch: null },
    ...{ members: [describedMember('a', 'orders', held)], error: null },
  })
  const next = (held: number[], members: ClassicMember[]) =>
    new GroupTimeline('g', { ...SURROUNDINGS, describedBefore: () => described(held) }).take(
      new RecordWriter().generation(41, START, members),
      false,
    )[0]

  it('is compared with that', () => {
    const told = next([0, 1], [member('a', 'orders:0'), member('b', 'orders:1')])
    expect(told).toMatchObject({ membersBefore: 1, skipped: 0, partitionsMoved: 1, protocolBefore: 'range' })
    expect(kinds(told)).toEqual(['b joined observed'])
    expect(kinds(next([0, 1], [member('a', 'orders:0,1')]))).toEqual(['- leader-rejoined inferred'])
    expect(kinds(next([0, 1], [member('a', 'orders:0,1,2')]))).toEqual(['- partitions-changed observed'])
  })
})

describe('a generation in which nobody came or went', () => {
  it('tells who subscribed to something else', () => {
    const { generation } = group()
    generation(1, START, [member('a', 'orders:0'), member('b', 'orders:1')])
    const next = generation(2, START + 9, [
      member('a', 'orders:0'),
      member('b', 'orders:1', { topics: ['orders', 'payments'] }),
    ])
    expect(kinds(next)).toEqual(['b subscription-changed observed'])
    expect(next?.triggers[0]?.evidence).toBe('the same member subscribed to payments')
  })

  it('tells that a topic has more partitions, or none any more', () => {
    const { generation } = group()
    generation(5, START, [member('a', 'orders:0,1 payments:0')])
    const topics = ['orders', 'payments']
    const grown = generation(6, START + 9, [member('a', 'orders:0,1,2,3 payments:0', { topics })])
    expect(kinds(grown)).toEqual(['- partitions-changed observed'])
    expect(grown?.triggers[0]?.evidence).toBe('orders has 4 partitions assigned, 2 before')
    expect(kinds(generation(7, START + 99, [member('a', 'orders:0,1,2,3', { topics })]))).toEqual([
      '- partitions-changed observed',
    ])
  })

  it('is the second round of a cooperative assignor', () => {
    const { generation } = group()
    const protocol = 'cooperative-sticky'
    generation(1, START, [member('a', 'orders:0,1')], { protocol })
    const revoked = generation(2, START + 9, [member('a', 'orders:0'), member('b', '')], { protocol })
    expect(revoked).toMatchObject({ partitionsMoved: 0 })
    const given = generation(3, START + 99, [member('a', 'orders:0'), member('b', 'orders:1')], { protocol })
    expect(kinds(given)).toEqual(['- cooperative-follow-up observed'])
    expect(given).toMatchObject({ partitionsMoved: 1 })
    const grown = [member('a', 'orders:0,2'), member('b', 'orders:1')]
    expect(kinds(generation(4, START + 999, grown, { protocol }))).toEqual(['- partitions-changed observed'])
    expect(kinds(generation(5, START + 9_999, grown, { protocol }))).toEqual(['- leader-rejoined inferred'])
  })

  it('does not take the round it did not read for growth', () => {
    const { generation } = group()
    const protocol = 'cooperative-sticky'
    generation(2, START, [member('a', 'orders:0'), member('b', '')], { protocol })
    const given = generation(3, START + 99, [member('a', 'orders:0'), member('b', 'orders:1')], { protocol })
    expect(kinds(given)).not.toContain('- partitions-changed observed')
  })

  it('is the leader that joined anew, as far as one can tell', () => {
    const { generation } = group()
    generation(1, START, [member('a', 'orders:0')])
    expect(kinds(generation(2, START + 9, [member('a', 'orders:0')]))).toEqual(['- leader-rejoined inferred'])
    expect(kinds(generation(3, START + 9, [member('a', 'orders:0')], { protocol: 'sticky' }))).toEqual([
      '- unknown inferred',
    ])
  })
})
