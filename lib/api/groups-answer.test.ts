import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { type ClusterModel, SINGLE } from '../model/cluster'
import { statePatch } from '../model/cluster.fixture'
import type { GroupProgress } from '../model/group-progress'
import { applyPatches, type Patch } from '../model/patch'
import { committed, described, ends, groupCluster, listed, member } from '../rows/group.fixture'
import { byNeed } from '../rows/group-order'
import { groupRows } from '../rows/group-row'
import { sortRows } from '../table-state'
import { groupView } from '../views/group'
import { kraft, unread } from './answers.fixture'
import { envelope } from './envelope'
import { groupAnswer, groupBody, groupQuery } from './group-answer'
import { groupsAnswer, groupsBody, groupsCsv, groupsQuery } from './groups-answer'
import { unexplained } from './unexplained.fixture'

const target = [{ topic: 'orders', partitions: [0, 2] }]
const full = groupCluster([
  listed('', { protocolType: '' }),
  listed('billing', { stateSince: 5 }),
  listed('moving', { type: 'consumer', state: 'Reconciling' }),
  listed('shared', { type: 'share', protocolType: 'share' }),
  listed('old', { type: null, state: null }),
  listed('hidden'),
  committed('', { orders: ['9007199254740993', '4', 'UNKNOWN_TOPIC_OR_PARTITION'] }),
  described('billing', [member('a-1', 'orders', [0, 1], { instanceId: 'static' }), member('b-1', 'orders', [])]),
  committed('billing', { orders: ['90', null], gone: ['3'] }),
  described('moving', [member('c-1', 'orders', [0, 1], { target, epoch: 4, since: 9 })], {
    type: 'consumer',
    protocol: 'uniform',
    groupEpoch: 5,
    assignmentEpoch: 5,
  }),
  described('hidden', null, { state: null, error: 'GROUP_AUTHORIZATION_FAILED: DESCRIBE on GROUP needed' }),
  ends('orders', ['9007199254740994', '200', null]),
])
const gaps = [{ partitions: [0], broker: 1, reason: 'no answer within 3 s' }]
const adrift = applyPatches(full, [
  statePatch({ topic: '__consumer_offsets', partition: 0, leader: null, replicas: [1], isr: [1] }),
  { op: 'put', kind: 'groupCoverage', key: SINGLE, value: { partitions: 1, gaps }, source: 'groups', at: 1 },
])

/** Every answer about groups, as it travels. */
function answers(model: ClusterModel): { schema: z.ZodType; json: unknown }[] {
  const head = envelope(model, 7, 1_000)
  const views = groupRows(model).flatMap(({ id }) => groupView(model, id) ?? [])
  const made: [z.ZodType, object][] = [
    [groupsAnswer, { ...head, ...groupsBody(model, groupsQuery.parse({})) }],
    ...views.map((view): [z.ZodType, object] => [groupAnswer, { ...head, ...groupBody(view, []) }]),
  ]
  return made.map(([schema, body]) => ({ schema, json: JSON.parse(JSON.stringify(body)) as unknown }))
}

describe.each([
  ['a cluster with all kinds of groups', full, 6],
  ['groups without coordinator', adrift, 6],
  ['a cluster whose groups were not read', kraft, 0],
  ['a cluster that never answered', unread, 0],
])('answers about %s', (_, model, groups) => {
  it('are what the contract says, explain everything unknown, and hold no number below 0', () => {
    const all = answers(model)
    expect(all).toHaveLength(groups + 1)
    for (const { schema, json } of all) {
      expect(schema.parse(json)).toEqual(json)
      expect(unexplained(json)).toEqual([])
      expect(JSON.stringify(json)).not.toMatch(/[:[,]"?-\d/)
    }
  })
})

describe('groups answer', () => {
  const body = (query: Record<string, string> = {}) => groupsBody(full, groupsQuery.parse(query))
  const ids = (query: Record<string, string>) => body(query).items.map(({ id }) => id)

  it('keeps every digit, and null apart from 0', () => {
    expect(body().items.find(({ id }) => id === '')).toMatchObject({
      lag: '197',
      lagKnown: { partitions: 2, of: 3 },
      lagReason: '1 of 3 partitions unknown: UNKNOWN_TOPIC_OR_PARTITION',
      protocol: null,
      verdict: null,
      timeLagMs: null,
    })
    expect(body().items.find(({ id }) => id === 'shared')).toMatchObject({
      lag: null,
      members: null,
      membersReason: 'members of a share group cannot be read by this protocol',
    })
  })

  it('selects by state and topic, sorts, and pages', () => {
    expect(ids({ state: 'Reconciling' })).toEqual(['moving'])
    expect(ids({ state: 'Reconciling,Empty' })).toEqual(['moving'])
    expect(ids({ topic: 'gone' })).toEqual(['billing'])
    expect(ids({ sort: '-lag', limit: '2' })).toEqual(['billing', ''])
    const first = body({ limit: '4' })
    const second = body({ limit: '4', cursor: first.nextCursor ?? expect.fail('there are more') })
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(
      groupRows(full)
        .toSorted(byNeed)
        .map(({ id }) => id),
    )
    expect(groupsQuery.safeParse({ state: 'stable' }).success).toBe(false)
  })

  it('selects by kind, type, coordinator and name, and leaves empty groups out', () => {
    expect(ids({ kind: 'simple' })).toEqual([''])
    expect(ids({ type: 'share' })).toEqual(['shared'])
    expect(ids({ coordinator: '2' })).toEqual([])
    expect(ids({ q: 'bill*' })).toEqual(['billing'])
    expect(ids({ q: '/^(old|moving)$/', sort: 'id' })).toEqual(['moving', 'old'])
    expect(groupsQuery.safeParse({ q: '/(/' }).success).toBe(false)
    const none = applyPatches(full, [described('old', [])])
    const left = groupsBody(none, groupsQuery.parse({ hideEmpty: 'true', sort: 'id' })).items.map(({ id }) => id)
    expect(left).toEqual(['', 'billing', 'hidden', 'moving', 'shared'])
  })

  it('puts groups in the order of the page, also by what moves, page by page', () => {
    const progress = (id: string, more: Partial<GroupProgress>): Patch => ({
      ...{ op: 'put', kind: 'groupProgress', key: id, source: 'lag', at: 1 },
      value: {
        ...{ id, verdict: null, verdictReason: 'new', sentence: null, timeLagMs: null, timeLagSource: null },
        ...{ timeLagReason: 'new', lagPerMinute: null, lagPerMinuteReason: 'new', etaMs: null, etaReason: 'new' },
        ...{ slowest: null, retention: null, retentionReason: 'new' },
        ...{ lastCommitAt: null, lastCommitReason: 'new', trend: [], loss: null, ...more },
      },
    })
    const model = applyPatches(full, [
      progress('old', { verdict: 'OK', timeLagMs: 9, lastCommitAt: 7 }),
      progress('moving', { verdict: 'STOP', timeLagMs: 5, lagPerMinute: 2, lastCommitAt: 9 }),
      progress('billing', { verdict: 'STOP', timeLagMs: 7, lagPerMinute: 3, etaMs: 4 }),
    ])
    const page = (descending: boolean) => sortRows(groupRows(model), byNeed, descending).map(({ id }) => id)
    const walked = (query: Record<string, string>) => {
      const found: string[] = []
      let cursor: string | null = null
      do {
        const more: Record<string, string> = cursor === null ? {} : { cursor }
        const answer: ReturnType<typeof groupsBody> = groupsBody(
          model,
          groupsQuery.parse({ ...query, ...more, limit: '2' }),
        )
        found.push(...answer.items.map(({ id }) => id))
        cursor = answer.nextCursor
      } while (cursor !== null)
      return found
    }
    expect(walked({})).toEqual(page(false))
    expect(walked({}).slice(0, 2)).toEqual(['billing', 'moving'])
    expect(walked({ sort: '-verdict' })).toEqual(page(true))
    expect(walked({ sort: '-timeLag' }).slice(0, 3)).toEqual(['old', 'billing', 'moving'])
    expect(walked({ sort: 'lagPerMinute' }).slice(0, 2)).toEqual(['moving', 'billing'])
    expect(walked({ sort: 'eta' })[0]).toBe('billing')
    expect(walked({ sort: '-lastCommitAt' }).slice(0, 2)).toEqual(['moving', 'old'])
    expect(walked({ sort: 'rebalances' })).toHaveLength(6)
  })

  it('are a table for spreadsheets that runs no formula', () => {
    const hostile = applyPatches(full, [listed('=cmd|"x"'), committed('=cmd|"x"', { orders: ['90'] })])
    const lines = groupsCsv(hostile, groupsQuery.parse({ sort: 'id', limit: '1' })).split('\r\n')
    expect(lines[0]).toMatch(/^id,kind,type,state,verdict,members,topics,lag,lagReason,timeLagMs/)
    expect(lines).toHaveLength(9)
    expect(lines[2]).toMatch(/^"'=cmd\|""x""",consumer,classic,Stable,,,orders,9007199254740904,,/)
  })

  it('says which groups may be missing', () => {
    expect(groupsBody(adrift, groupsQuery.parse({})).gaps).toEqual([
      'Groups on broker 1 (__consumer_offsets-0) cannot be listed: no answer within 3 s',
    ])
    expect(groupsBody(kraft, groupsQuery.parse({}))).toMatchObject({ items: [], total: null })
  })
})

describe('group answer', () => {
  const body = (id: string) => groupBody(groupView(full, id) ?? expect.fail(id), [])

  it('gives members and offsets', () => {
    expect(body('billing')).toMatchObject({
      membersList: [
        { memberId: 'a-1', instanceId: 'static', partitions: [{ topic: 'orders', partitions: [0, 1] }] },
        { memberId: 'b-1', partitions: [], lag: null, lagReason: 'it holds no partition' },
      ],
      offsets: [
        { topic: 'gone', partition: 0, committed: '3', end: null, lag: null },
        { topic: 'orders', partition: 0, committed: '90', lag: '9007199254740904', member: 'a-1' },
        { topic: 'orders', partition: 1, committed: null, committedReason: 'nothing committed yet', end: '200' },
      ],
    })
    expect(body('moving')).toMatchObject({
      groupEpoch: 5,
      membersList: [{ epoch: 4, target, since: '1970-01-01T00:00:00.009Z' }],
    })
  })

  it('says of a Connect cluster that its workers hold no partitions, and of a type nobody can describe just that', () => {
    const model = applyPatches(full, [
      listed('workers', { protocolType: 'connect' }),
      described('workers', [member('w-1', 'orders', [], { assigned: null })]),
    ])
    const answer = groupBody(groupView(model, 'workers') ?? expect.fail(), [])
    const unheld = 'workers of Kafka Connect hold connectors and tasks, not partitions'
    expect(answer).toMatchObject({
      kind: 'connect',
      type: 'classic',
      membersList: [{ partitions: null, partitionsReason: unheld, lag: null, lagReason: unheld }],
    })
    expect(body('old')).toMatchObject({
      state: null,
      members: null,
      membersReason: 'its broker lists it and cannot describe it: it is of a type this protocol does not know',
    })
  })

  it('takes any id, also the empty one', () => {
    expect(groupQuery.parse({ id: '' })).toEqual({ id: '' })
    expect(groupQuery.safeParse({}).error?.issues[0]).toMatchObject({ path: ['id'], message: 'is required' })
  })
})
