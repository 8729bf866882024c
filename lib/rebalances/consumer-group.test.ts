import { describe, expect, it } from 'vitest'
import type { GroupDescription } from '../model/consumer-group'
import type { Rebalance } from '../model/rebalance'
import type { OffsetsTopicRecord } from '../records/offsets-topic'
import { described, member as describedMember } from '../rows/group.fixture'
import { GroupTimeline } from './group-timeline'
import { classicMember, RecordWriter } from './records.fixture'
import { kinds, START } from './timeline.fixture'

function group(before: GroupDescription | null = null) {
  const write = new RecordWriter()
  const timeline = new GroupTimeline('g', {
    describedBefore: () => before,
    topicName: (id) => (id === 'unknown' ? null : id),
    sessionTimeoutMs: () => 45_000,
  })
  const take = (...records: OffsetsTopicRecord[]): Rebalance[] =>
    records.flatMap((record) => timeline.take(record, false))
  /** Member a alone, with six partitions, at epoch 1. */
  const alone = () =>
    take(write.member('a', START), write.epoch(1, START), write.assigned('a', START, 1, 'orders:0,1,2,3,4,5'))
  return { write, timeline, take, alone }
}

describe('epochs of a KIP-848 group', () => {
  it('begin when they are written and are complete when every member has reached them', () => {
    const { take, write, alone } = group()
    const [begun, done] = alone()
    expect(begun).toMatchObject({ generation: 1, completedAt: null, partitionsMoved: null, membersBefore: 0 })
    expect(done).toMatchObject({
      ...{ type: 'consumer', generation: 1, skipped: 0, at: START, startedAt: START, startedNote: null },
      ...{ completedAt: START, durationMs: 0, membersAfter: 1, partitionsMoved: 6, joinedAt: null },
    })
    expect(kinds(done)).toEqual(['a joined observed'])
    const at = START + 9_000
    const [second] = take(write.member('b', at), write.epoch(2, at), write.assigned('b', at, 2, '', { state: 2 }))
    expect(second).toMatchObject({ generation: 2, completedAt: null, durationMs: null, membersAfter: 2 })
    expect(second?.members).toMatchObject([
      { memberId: 'a', before: [{ partitions: [0, 1, 2, 3, 4, 5] }], after: null, kept: null },
      { memberId: 'b', before: null, after: null, change: 'joined', gained: null },
    ])
    const revoking = write.assigned('a', at + 50, 1, 'orders:0,1,2', { state: 1, pending: 'orders:3,4,5' })
    expect(take(revoking, write.assigned('a', at + 1_000, 2, 'orders:0,1,2'))).toEqual([])
    const [complete, ...none] = take(write.assigned('b', at + 5_000, 2, 'orders:3,4,5'))
    expect(none).toEqual([])
    expect(complete).toMatchObject({
      generation: 2,
      at,
      completedAt: at + 5_000,
      durationMs: 5_000,
      partitionsMoved: 3,
    })
    expect(complete?.members).toMatchObject([
      { memberId: 'a', gained: 0, lost: 3, kept: 3 },
      { memberId: 'b', gained: 3, lost: 0, kept: 0, after: [{ topic: 'orders', partitions: [3, 4, 5] }] },
    ])
    expect(kinds(complete)).toEqual(['b joined observed'])
  })

  it('are overtaken by the next, with what members held by then', () => {
    const { take, write, alone, timeline } = group()
    alone()
    const at = START + 9_000
    take(write.member('b', at), write.epoch(2, at), write.assigned('b', at, 2, '', { state: 2 }))
    timeline.commit('orders', 1, at)
    const leave = [write.unassigned('b', at + 500), write.member('b', at + 500, null), write.epoch(3, at + 500)]
    const [overtaken, next] = take(...leave)
    expect(overtaken).toMatchObject({ generation: 2, at, completedAt: null, durationMs: null, partitionsMoved: 0 })
    expect(next).toMatchObject({ generation: 3, at: at + 500, membersBefore: 2, membersAfter: 1 })
    // It had held nothing, but taken part half a second before.
    expect(kinds(next)).toEqual(['b left inferred'])
    const [done] = take(write.assigned('a', at + 600, 3, 'orders:0,1,2,3,4,5'))
    expect(done).toMatchObject({ generation: 3, completedAt: at + 600, partitionsMoved: 0 })
  })

  it('tell a member that left from one that fell silent', () => {
    const silentFor = (ms: number) => {
      const { take, write, alone, timeline } = group()
      alone()
      const at = START + 9_000
      take(write.member('b', at), write.epoch(2, at), write.assigned('a', at, 2, 'orders:0,1,2'))
      take(write.assigned('b', at, 2, 'orders:3,4,5'))
      timeline.commit('orders', 4, at + 200_000)
      const left = at + 200_000 + ms
      const told = take(write.unassigned('b', left), write.member('b', left, null), write.epoch(3, left))
      return kinds(told[0])
    }
    expect([silentFor(900), silentFor(41_000), silentFor(120_000)]).toEqual([
      ['b left inferred'],
      ['b session-timeout inferred'],
      ['b unknown inferred'],
    ])
  })

  it('are complete at once when nobody is left', () => {
    const { take, write, alone } = group()
    alone()
    const at = START + 5_000
    const told = take(write.unassigned('a', at), write.member('a', at, null), write.epoch(2, at))
    expect(told).toMatchObject([{ generation: 2, membersAfter: 0, completedAt: at, partitionsMoved: 0 }])
  })

  it('count a member as joined whose subscription came a little later', () => {
    const { take, write, alone } = group()
    alone()
    const at = START + 5_000
    expect(take(write.member('b', at, { subscribedTopicNames: [] }), write.assigned('b', at, 1, ''))).toEqual([])
    const [begun] = take(write.member('b', at + 500), write.epoch(2, at + 500))
    expect(kinds(begun)).toEqual(['b joined observed'])
  })

  it('begin with a changed subscription, by name and by pattern', () => {
    const { take, write, alone } = group()
    alone()
    const both = { subscribedTopicNames: ['payments', 'orders'] }
    expect(kinds(take(write.member('a', START + 1, both), write.epoch(2, START + 1))[0])).toEqual([
      'a subscription-changed observed',
    ])
    const pattern = { subscribedTopicRegex: 'pay.*' }
    take(write.assigned('a', START + 2, 2, ''), write.member('a', START + 3, pattern), write.epoch(3, START + 3))
    const resolved = take(write.matches('pay.*', ['payments', 'payouts'], START + 4), write.epoch(4, START + 4))
    expect(kinds(resolved[1])).toEqual(['- subscription-changed observed'])
    expect(resolved[1]?.triggers[0]?.evidence).toBe('pay.* matches payments, payouts')
  })

  it('begin when a topic has more partitions, which is certain once they are assigned', () => {
    const { take, write, alone } = group()
    alone()
    const at = START + 9_000
    const [begun] = take(write.epoch(2, at, 2n))
    expect(kinds(begun)).toEqual(['- partitions-changed inferred'])
    const [done] = take(write.assigned('a', at + 10, 2, 'orders:0,1,2,3,4,5,6,7'))
    expect(kinds(done)).toEqual(['- partitions-changed observed'])
    expect(done?.triggers[0]?.evidence).toBe('orders has 8 partitions assigned, 6 before')
    // Racks of replicas moved.
    take(write.epoch(3, at + 100, 3n))
    const [same] = take(write.assigned('a', at + 110, 3, 'orders:0,1,2,3,4,5,6,7'))
    expect(kinds(same)).toEqual(['- partitions-changed inferred'])
  })

  it('begin when a record says how many partitions a topic has, as Kafka 4.0 writes it', () => {
    const { take, write } = group()
    take(write.member('a', START), write.counts({ orders: 4 }, START), write.epoch(1, START, 0n))
    take(write.assigned('a', START, 1, 'orders:0,1,2,3'))
    const [begun] = take(write.counts({ orders: 6 }, START + 9), write.epoch(2, START + 9, 0n))
    expect(kinds(begun)).toEqual(['- partitions-changed observed'])
  })

  it('do not tell of a static member that comes back, but it is told beside them', () => {
    const { take, write } = group()
    const one = { instanceId: 'one' }
    take(write.member('a', START, one), write.epoch(1, START), write.assigned('a', START, 1, 'orders:0'))
    const at = START + 4_000
    take(write.assigned('a', at - 900, -2, 'orders:0'))
    const back = [write.unassigned('a', at), write.member('a', at, null), write.member('b', at, one)]
    expect(take(...back, write.assigned('b', at, 1, 'orders:0'))).toEqual([])
    const [told] = take(write.assigned('b', at + 1_000, 1, 'orders:0'))
    expect(told).toMatchObject({
      ...{ generation: 1, at, startedAt: null, durationMs: null, partitionsMoved: 0 },
      members: [{ memberId: 'b', change: 'replaced', replaces: 'a', kept: 1 }],
    })
    expect(kinds(told)).toEqual(['b restarted observed'])
  })

  it('leave unknown what lies in a topic whose name is not known', () => {
    const { take, write } = group()
    take(write.member('a', START), write.epoch(1, START))
    expect(take(write.assigned('a', START, 1, 'unknown:0'))).toMatchObject([
      { partitionsMoved: null, members: [{ after: null, gained: null }] },
    ])
  })

  it('are each told once, also when they are read twice', () => {
    const { take, write } = group()
    const records = [write.member('a', START), write.epoch(1, START), write.assigned('a', START, 1, 'orders:0')]
    expect(take(...records, ...records)).toHaveLength(2)
  })
})

describe('a KIP-848 group whose beginning was not read', () => {
  const patch = described('g', [describedMember('a', 'orders', [0, 1, 2])], { type: 'consumer', groupEpoch: 7 })
  const known = patch.op === 'put' && patch.kind === 'groupDescription' ? patch.value : expect.fail('no description')

  it('begins with what it was described as', () => {
    const { take, write } = group(known)
    const at = START
    const [begun] = take(write.member('b', at), write.epoch(8, at))
    expect(begun).toMatchObject({ generation: 8, skipped: 0, membersBefore: 1, membersAfter: 2 })
    expect(kinds(begun)).toEqual(['b joined observed'])
  })

  it('is not told of while nobody knows who was in it, nor where the description is too new', () => {
    const unknown = group()
    expect(unknown.take(unknown.write.member('b', START), unknown.write.epoch(8, START))).toEqual([])
    const late = group(known)
    expect(late.take(late.write.member('b', START), late.write.epoch(7, START))).toEqual([])
    expect([unknown.timeline.untoldAt, late.timeline.untoldAt]).toEqual([START, START])
  })
})

describe('a group that changes its protocol', () => {
  /** As Kafka 4.1 writes it: a classic member, and one that joins with the new protocol. */
  function upgraded() {
    const made = group()
    const { take, write } = made
    take(write.generation(0, START, []), write.generation(1, START + 30, [classicMember('old', 'orders:0,1')]))
    const at = START + 1_000
    const classicMemberMetadata = { sessionTimeoutMs: 10_000, supportedProtocols: [] }
    const told = take(
      write.tombstone(at),
      write.member('old', at, { classicMemberMetadata }),
      write.epoch(1, at),
      write.assigned('old', at, 1, 'orders:0,1'),
      write.member('new', at),
      write.epoch(2, at),
      write.assigned('new', at, 2, '', { state: 2 }),
    )
    return { ...made, told, at }
  }

  it('goes on with the members it had', () => {
    const { told, take, write, at, timeline } = upgraded()
    expect(told).toMatchObject([{ type: 'consumer', generation: 2, skipped: 0, membersBefore: 1, membersAfter: 2 }])
    expect(kinds(told[0])).toEqual(['new joined observed'])
    expect(timeline.untoldAt).toBeNull()
    take(write.assigned('old', at + 9, 2, 'orders:0'))
    expect(take(write.assigned('new', at + 99, 2, 'orders:1'))).toMatchObject([{ partitionsMoved: 1 }])
  })

  it('goes on the same way back', () => {
    const { take, write, at } = upgraded()
    take(write.assigned('old', at + 9, 2, 'orders:0'), write.assigned('new', at + 99, 2, 'orders:1'))
    const end = at + 9_000
    const told = take(
      ...['new', 'old'].flatMap((id) => [write.unassigned(id, end), write.member(id, end, null)]),
      write.epoch(null, end),
      write.generation(2, end, [classicMember('old', 'orders:0')]),
      write.generation(3, end + 2_000, [classicMember('old', 'orders:0,1')]),
    )
    expect(told).toMatchObject([{ type: 'classic', generation: 3, skipped: 0, membersBefore: 2, membersAfter: 1 }])
    expect(told[0]).toMatchObject({ partitionsMoved: 1 })
    expect(told[0]?.triggers).toMatchObject([{ memberId: 'new', certainty: 'inferred' }])
  })
})
