import { describe, expect, it } from 'vitest'
import { emptyCluster } from '../model/cluster'
import { statePatch, testCluster } from '../model/cluster.fixture'
import type { GroupProgress } from '../model/group-progress'
import type { Patch } from '../model/patch'
import { committed, described, groupCluster, listed, member } from '../rows/group.fixture'
import { groupRow } from '../rows/group-row'
import { restless } from '../rows/rebalance.fixture'
import { groupVerdict } from './group-verdict'
import { groupsUnreadReason, groupsVerdict } from './groups-verdict'
import { plainText } from './sentence'

const empty = { state: 'Empty' }
const waiting = (id: string) => [listed(id, { ...empty, stateSince: 5_000 }), committed(id, { orders: ['1'] })]
const lost = statePatch({
  topic: '__consumer_offsets',
  partition: 0,
  leader: null,
  replicas: [1],
  isr: [1],
  changedAt: 4_000,
})

const judged = (id: string, verdict: GroupProgress['verdict'], more: Partial<GroupProgress> = {}): Patch => ({
  ...{ op: 'put', kind: 'groupProgress', key: id, source: 'lag', at: 0 },
  value: {
    ...{ id, verdict, verdictReason: null, sentence: null, lastCommitAt: null, lastCommitReason: null },
    ...{ timeLagMs: null, timeLagSource: null, timeLagReason: null, lagPerMinute: null, lagPerMinuteReason: null },
    ...{
      etaMs: null,
      etaReason: null,
      slowest: null,
      retention: null,
      retentionReason: null,
      trend: [],
      loss: null,
      ...more,
    },
  },
})

describe('groupsVerdict', () => {
  const said = (...patches: Patch[]) => {
    const { level, title, detail } = groupsVerdict(groupCluster(patches))
    return [level, plainText(title), plainText(detail)]
  }

  it('names the one group that needs somebody, by its own spelling, and counts several', () => {
    expect(said(listed('a'), ...waiting('billing'))).toEqual([
      'warning',
      '1 of 2 groups needs you. billing has no members while records wait since 1970-01-01T00:00:05.000Z.',
      '1 stable.',
    ])
    expect(said(...waiting('a'), ...waiting('b'), listed('c', { state: 'PreparingRebalance' }))).toEqual([
      'warning',
      '2 of 3 groups need you. 2 have no members while records wait and c rebalances now.',
      '1 rebalancing.',
    ])
  })

  it('counts who has members and does not get on, and calls nobody for a mere warning', () => {
    expect(said(listed('a'), judged('a', 'STALL'), listed('b'), judged('b', 'WARN')).slice(0, 2)).toEqual([
      'warning',
      '1 of 2 groups needs you. a does not keep up.',
    ])
    expect(said(...waiting('a'), judged('a', 'STOP'))[1]).toContain('a has no members while records wait since')
  })

  it('counts a storm of rebalances where nothing weighs more', () => {
    const storm = { storm: { count: 5, since: 3_000 } }
    expect(said(listed('a'), restless('a', storm), listed('b'), restless('b')).slice(0, 2)).toEqual([
      'warning',
      '1 of 2 groups needs you. a rebalances again and again.',
    ])
    expect(said(...waiting('a'), restless('a', storm))[1]).toContain('has no members while records wait')
  })

  it('puts lost coordinators first', () => {
    expect(said(listed('a'), ...waiting('b'), lost)).toEqual([
      'critical',
      '2 of 2 groups need you. 2 have no coordinator since 1970-01-01T00:00:04.000Z.',
      '',
    ])
  })

  it('is quiet where nobody is needed', () => {
    expect(said(listed('a'), listed('b', empty))).toEqual([
      'ok',
      'All 2 groups are in order.',
      '1 stable, 1 empty with nothing left to read.',
    ])
    expect(said(listed('a', { state: 'Reconciling' }))[1]).toBe('The one group is in order; a rebalances now.')
    expect(said()[1]).toBe('No groups in this cluster.')
  })

  it('says nothing of groups before they were listed', () => {
    const unlisted = testCluster([1], [])
    expect(groupsUnreadReason(unlisted)).toBe('the groups have not been listed yet')
    expect(groupsVerdict(unlisted)).toMatchObject({ level: 'unknown' })
    expect(groupsUnreadReason(emptyCluster())).toBe('the cluster has not answered yet')
  })
})

describe('groupVerdict', () => {
  const said = (...patches: Patch[]) => {
    const row = groupRow(groupCluster(patches), 'g') ?? expect.fail('no group')
    const { level, title } = groupVerdict(row)
    return [level, plainText(title)]
  }

  it('says what the group does and how far it is behind', () => {
    expect(
      said(listed('g'), described('g', [member('a-1', 'orders', [0])]), committed('g', { orders: ['99'] })),
    ).toEqual(['ok', 'g is stable with 1 member, 1 record behind.'])
    expect(said(...waiting('g'))).toEqual([
      'warning',
      'g has no members since 1970-01-01T00:00:05.000Z, and 99 records wait.',
    ])
    expect(said(listed('g', empty), committed('g', { orders: ['100'] }))[1]).toBe(
      'g has no members, and nothing waits for it.',
    )
    expect(said(listed('g'), described('g', [member('a-1', 'orders', [0, 1])]))[1]).toBe(
      'g is stable with 1 member; its lag is not known.',
    )
    expect(said(listed('g'), described('g', []), committed('g', { orders: ['99'], gone: ['1'] }))[1]).toBe(
      'g is stable with 0 members, at least 1 record behind.',
    )
  })

  it('says of a stable group that it does not keep up', () => {
    const held = [listed('g'), described('g', [member('a-1', 'orders', [0])]), committed('g', { orders: ['90'] })]
    expect(said(...held, judged('g', 'WARN', { lagPerMinute: 8.4 }))).toEqual([
      'warning',
      'g falls behind: 10 records behind, 8 more each minute.',
    ])
    expect(said(...held, judged('g', 'STOP'))).toEqual(['critical', 'g does not keep up: 10 records behind.'])
    expect(said(...held, judged('g', 'OK'))).toEqual(['ok', 'g is stable with 1 member, 10 records behind.'])
  })

  it('says how often a group rebalanced in a storm, why the last time, and what calms it', () => {
    const patches = [listed('g'), restless('g', { storm: { count: 5, since: 3_000 } })]
    expect(said(...patches)).toEqual(['warning', 'g rebalanced 5 times since 1970-01-01T00:00:03.000Z.'])
    const { detail, since } = groupVerdict(groupRow(groupCluster(patches), 'g') ?? expect.fail())
    expect(plainText(detail)).toBe(
      'The last time: b-1 left (inferred). What calms a group: group.instance.id and partition.assignment.strategy.',
    )
    expect(since).toBe(3_000)
    expect(said(...waiting('g'), patches[1] ?? expect.fail())[1]).toContain('has no members')
  })

  it('says what keeps us from knowing', () => {
    expect(said(listed('g'), lost)).toEqual([
      'critical',
      'g has no coordinator to ask since 1970-01-01T00:00:04.000Z: __consumer_offsets-0, which keeps this group, has no leader.',
    ])
    const error = 'GROUP_AUTHORIZATION_FAILED'
    expect(said(listed('g'), described('g', null, { state: null, error }))).toEqual([
      'unknown',
      'g may not be described by us.',
    ])
    expect(said(listed('g', { state: 'Reconciling', type: 'consumer' }))).toEqual([
      'info',
      'g rebalances (Reconciling).',
    ])
  })

  it('cuts an endless id and names an empty one', () => {
    const row = groupRow(groupCluster([listed('😀'.repeat(2_000)), listed('')]), '😀'.repeat(2_000))
    expect(plainText(groupVerdict(row ?? expect.fail()).title).startsWith(`${'😀'.repeat(80)}… is stable`)).toBe(true)
    expect(plainText(groupVerdict(groupRow(groupCluster([listed('')]), '') ?? expect.fail()).title)).toMatch(
      /^\(empty id\) is stable/,
    )
  })
})
