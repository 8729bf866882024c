import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ClusterModel, SINGLE } from '../model/cluster'
import { statePatch } from '../model/cluster.fixture'
import { applyPatches } from '../model/patch'
import { OFFSETS_TOPIC } from '../records/coordinator-partition'
import { committed, described, ends, groupCluster, listed, member } from './group.fixture'
import { groupPartitionRows } from './group-partition-row'
import { groupRow, groupRows } from './group-row'
import { restless } from './rebalance.fixture'

const partitionsOf = (model: ClusterModel, id: string) =>
  groupPartitionRows(model, model.groupDescription.get(id), model.groupOffsets.get(id))
const rowOf = (model: ClusterModel, id = 'g') => groupRow(model, id) ?? expect.fail(`no group ${id}`)

describe('groupPartitionRows', () => {
  it('joins what is committed with what is held', () => {
    const model = groupCluster([
      listed('g'),
      described('g', [member('a-1', 'orders', [0, 2])]),
      committed('g', { orders: ['90', '200', null] }),
    ])
    expect(
      partitionsOf(model, 'g').map((row) => [row.partition, row.committed, row.end, row.lag, row.member?.memberId]),
    ).toEqual([
      [0, '90', '100', '10', 'a-1'],
      [1, '200', '200', '0', undefined],
      [2, null, '300', null, 'a-1'],
    ])
    expect(partitionsOf(model, 'g')[2]).toMatchObject({
      committedReason: 'nothing committed yet',
      lagReason: 'nothing committed yet',
    })
    expect(partitionsOf(model, 'g')[1]?.memberReason).toBe('no member holds it')
  })

  it('says why a lag is not known, and never that it is 0', () => {
    const model = groupCluster([
      listed('g'),
      described('g', []),
      committed('g', { orders: ['90', '90', 'TOPIC_AUTHORIZATION_FAILED'], gone: ['7'] }),
      ends('orders', ['80', null, '300']),
    ])
    expect(partitionsOf(model, 'g').map((row) => [row.topic, row.lag, row.lagReason])).toEqual([
      ['gone', null, 'this topic does not exist any more'],
      ['orders', null, 'it committed 10 beyond the end of the log, which was shortened or made anew'],
      ['orders', null, 'the partition has no leader'],
      ['orders', null, 'TOPIC_AUTHORIZATION_FAILED'],
    ])
    expect(rowOf(model)).toMatchObject({ lag: null, lagKnown: { partitions: 0, of: 4 }, members: 0 })
  })

  it('counts what was deleted before the group read it', () => {
    const model = applyPatches(groupCluster([committed('g', { orders: ['5'] })]), [
      {
        op: 'put',
        kind: 'offsets',
        key: 'orders',
        value: {
          name: 'orders',
          perSecond: null,
          partitions: [{ partition: 0, start: '25', end: '100', error: null }],
        },
        source: 'offsets',
        at: 1,
      },
    ])
    expect(partitionsOf(model, 'g')[0]).toMatchObject({ lag: '95', deletedUnread: '20' })
  })
})

describe('groupRows', () => {
  it('sums what is known, says how much that is, and never goes below 0', () => {
    const offset = fc.option(fc.bigInt({ min: 0n, max: 9_223_372_036_854_775_807n }), { nil: null })
    fc.assert(
      fc.property(fc.array(fc.tuple(offset, offset), { minLength: 1, maxLength: 3 }), (pairs) => {
        const text = (value: bigint | null) => (value === null ? null : String(value))
        const model = groupCluster([
          listed('g'),
          described('g', [member('a-1', 'orders', [...pairs.keys()])]),
          committed('g', { orders: pairs.map(([commit]) => text(commit)) }),
          ends(
            'orders',
            pairs.map(([, end]) => text(end)),
          ),
        ])
        const known = pairs.flatMap(([commit, end]) =>
          commit !== null && end !== null && end >= commit ? [end - commit] : [],
        )
        const row = rowOf(model)
        expect(row.lagKnown).toEqual({ partitions: known.length, of: pairs.length })
        expect(row.lag).toBe(known.length === 0 ? null : String(known.reduce((sum, one) => sum + one, 0n)))
        expect(row.lagReason === null).toBe(known.length === pairs.length)
      }),
    )
  })

  it('keeps a row as long as nothing in it changed', () => {
    const model = groupCluster([
      listed('a'),
      listed('b'),
      committed('a', { orders: ['1'] }),
      committed('b', { other: ['1'] }),
    ])
    const [a, b] = groupRows(model)
    const [laterA, laterB] = groupRows(applyPatches(model, [ends('orders', ['101'])]))
    expect(laterB).toBe(b)
    expect(laterA).not.toBe(a)
    expect(laterA?.lag).toBe('100')
  })

  it('calls a group without members and with records waiting unread, not merely empty', () => {
    const empty = { state: 'Empty' }
    const model = groupCluster([
      listed('behind', empty),
      listed('done', empty),
      listed('never', empty),
      described('behind', [], empty),
      committed('behind', { orders: ['99'] }),
      committed('done', { orders: ['100'] }),
    ])
    expect(groupRows(model).map(({ id, status, glyph }) => [id, status, glyph])).toEqual([
      ['behind', 'unread', 'urp'],
      ['done', 'empty', 'ok'],
      ['never', 'empty', 'ok'],
    ])
  })

  it('names every state Kafka has, also one it may have some day', () => {
    const words = ['Stable', 'PreparingRebalance', 'CompletingRebalance', 'Assigning', 'Reconciling', 'Dead', 'Odd']
    const model = groupCluster(words.map((state) => listed(state, { state })))
    const status = new Map(groupRows(model).map((row) => [row.state, row.status]))
    expect(words.map((word) => status.get(word))).toEqual([
      'stable',
      'rebalancing',
      'rebalancing',
      'rebalancing',
      'rebalancing',
      'dead',
      'unknown',
    ])
  })

  it('says of types and brokers what they cannot tell', () => {
    const model = groupCluster([
      listed('old', { type: null, state: null }),
      listed('shared', { type: 'share', protocolType: 'share' }),
    ])
    expect(rowOf(model, 'shared')).toMatchObject({
      status: 'stable',
      members: null,
      membersReason: 'members of a share group cannot be read by this protocol',
      lag: null,
      lagReason: 'a share group commits no offsets',
    })
    expect(rowOf(model, 'old')).toMatchObject({
      type: null,
      typeReason: expect.stringContaining('does not tell'),
      state: null,
      status: 'unknown',
    })
  })

  it('keeps a group whose coordinator is lost, says so and since when, and leaves the others alone', () => {
    const model = groupCluster([
      listed('g'),
      described('g', [member('a-1', 'orders', [0])]),
      committed('g', { orders: ['90'] }),
      statePatch({ topic: OFFSETS_TOPIC, partition: 0, leader: null, replicas: [1], isr: [1], changedAt: 4_000 }),
    ])
    expect(rowOf(model)).toMatchObject({
      status: 'adrift',
      coordinator: null,
      coordinatorPartition: 0,
      coordinatorReason: '__consumer_offsets-0, which keeps this group, has no leader',
      staleSince: 4_000,
      lag: '10',
      members: 1,
    })
  })

  it('does not trust a coordinator that is silent, gone, or still loading', () => {
    const base = groupCluster([listed('g')])
    const probe = { id: 1, status: 'not-answering' as const, since: 9, lastAnswerAt: 3, reason: 'timed out' }
    const gaps = [{ partitions: [0], broker: 1, reason: 'COORDINATOR_LOAD_IN_PROGRESS' }]
    const at = { source: 'test', at: 1 }
    const silent = applyPatches(base, [{ op: 'put', kind: 'probe', key: '1', value: probe, ...at }])
    const gone = applyPatches(base, [{ op: 'remove', kind: 'registration', key: '1', ...at }])
    const loading = applyPatches(base, [
      { op: 'put', kind: 'groupCoverage', key: SINGLE, value: { partitions: 1, gaps }, ...at },
    ])
    expect(rowOf(base)).toMatchObject({ status: 'stable', coordinator: 1, coordinatorReason: null })
    expect(rowOf(silent)).toMatchObject({
      status: 'adrift',
      staleSince: 9,
      why: 'broker 1, its coordinator, does not answer: timed out',
    })
    expect(rowOf(gone)).toMatchObject({ status: 'adrift', why: 'broker 1, its coordinator, is gone' })
    expect(rowOf(loading)).toMatchObject({ status: 'adrift', why: 'COORDINATOR_LOAD_IN_PROGRESS' })
  })

  it('tells what is not permitted from what is not there', () => {
    const error = 'not authorised to describe group g (GROUP_AUTHORIZATION_FAILED): DESCRIBE on GROUP needed'
    const row = rowOf(groupCluster([listed('g'), described('g', null, { state: null, error })]))
    expect(row).toMatchObject({ status: 'denied', why: error, members: null, membersReason: error })
  })

  it('tells a storm of rebalances unless something worse is to be told', () => {
    const storm = restless('g', { storm: { count: 5, since: 3_000 } })
    expect(rowOf(groupCluster([listed('g'), storm]))).toMatchObject({
      why: 'rebalanced 5 times in 10 min',
      rebalances: { lastHour: 1, storm: { count: 5 } },
    })
    const waiting = groupCluster([listed('g', { state: 'Empty' }), committed('g', { orders: ['1'] }), storm])
    expect(rowOf(waiting).why).toBe('no members, records wait')
    expect(rowOf(groupCluster([listed('g')])).rebalances).toBeNull()
  })

  it('lists ids no other table would stand', () => {
    const ids = ['', '..', '__proto__', 'a/b', '<img onerror>', '😀', 'two\nlines', 'x'.repeat(5_000)]
    const rows = groupRows(groupCluster(ids.map((id) => listed(id))))
    expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(ids))
    expect(rows[0]?.id).toBe('')
  })
})
