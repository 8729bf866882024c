import { describe, expect, it } from 'vitest'
import { groupVerdict } from '../health/group-verdict'
import { plainText } from '../health/sentence'
import { metrics } from '../metrics/metrics'
import { applyPatches, type Patch } from '../model/patch'
import type { ZookeeperGroup, ZookeeperOffsets } from '../model/zookeeper-group'
import { committed, described, groupCluster, listed } from '../rows/group.fixture'
import { groupRow, groupRows } from '../rows/group-row'
import { groupIds, groupSources } from '../rows/group-sources'
import { partitionCommits, topicConsumers } from '../rows/topic-consumers'
import { groupView } from '../views/group'
import { groupBody } from './group-answer'
import { groupsBody, groupsCsv, groupsQuery } from './groups-answer'

const stamp = { source: 'zookeeper', at: 1_000 }
const A = 'g_host1-1795268180762-1a2b3c4d'
const B = 'g_worker-b'

function inZookeeper(more: Partial<ZookeeperGroup> = {}): Patch {
  const consumer = (id: string, host: string | null) => ({
    ...{ id, host, subscription: ['orders'], pattern: 'static', since: 5, sessionId: '0x9' },
  })
  const value: ZookeeperGroup = {
    id: 'g',
    members: [consumer(A, 'host1'), consumer(B, null)],
    owners: [
      { topic: 'orders', partition: 0, consumer: A },
      { topic: 'orders', partition: 1, consumer: A },
    ],
    unread: null,
    ...more,
  }
  return { op: 'put', kind: 'zookeeperGroup', key: value.id, value, ...stamp }
}

function offsets(more: Partial<ZookeeperOffsets> = {}): Patch {
  const partitions = ['90', '150'].map((offset, partition) => ({
    ...{ partition, offset, committedAt: 100 + partition, error: null },
  }))
  const value: ZookeeperOffsets = { id: 'g', topics: [{ topic: 'orders', partitions }], leftOut: 0, ...more }
  return { op: 'put', kind: 'zookeeperOffsets', key: value.id, value, ...stamp }
}

const MODEL = groupCluster([inZookeeper(), offsets()])

describe('a group in ZooKeeper', () => {
  it('is a row like others, with lag against the same log ends and reasons for what there is not', () => {
    expect(groupRows(MODEL)).toMatchObject([
      {
        ...{
          id: 'g',
          kind: 'zookeeper',
          type: null,
          state: 'Active',
          status: 'stable',
          members: 2,
          topics: ['orders'],
        },
        ...{ lag: '60', lagKnown: { partitions: 2, of: 2 }, lagReason: null, why: null, stale: null },
        ...{ coordinator: null, coordinatorPartition: null },
        coordinatorReason: 'it keeps itself in ZooKeeper, where no broker coordinates it',
        rebalances: { lastHour: null, reason: 'it keeps itself in ZooKeeper, where rebalances leave no record' },
      },
    ])
    const [row] = groupRows(MODEL)
    expect(row && plainText(groupVerdict(row).title)).toBe('g is active with 2 members, 60 records behind.')
  })

  it('shows who holds what, since when, and from where', () => {
    const view = groupView(MODEL, 'g')
    expect(view?.partitions).toMatchObject([
      { partition: 0, committed: '90', end: '100', lag: '10', member: { memberId: A, host: 'host1' } },
      { partition: 1, committed: '150', end: '200', lag: '50', member: { memberId: A } },
    ])
    expect(view?.members).toMatchObject([
      { memberId: A, clientId: 'host1-1795268180762-1a2b3c4d', partitions: 2, lag: '60', since: 5 },
      { memberId: B, clientId: 'worker-b', host: '', partitions: 0, subscribed: ['orders'] },
    ])
    expect(topicConsumers(MODEL, 'orders')).toMatchObject([{ group: { id: 'g' }, lag: '60', readers: 1 }])
    expect(partitionCommits(MODEL, 'orders', 1)).toMatchObject([{ group: 'g', committed: '150', lag: '50' }])
  })

  it('waits for somebody when its members are gone, and is unknown where they may not be read', () => {
    const empty = groupCluster([inZookeeper({ members: [], owners: [] }), offsets()])
    expect(groupRow(empty, 'g')).toMatchObject({ state: 'Empty', status: 'unread', why: 'no members, records wait' })
    const unread = 'ZooKeeper does not permit us to read all of it'
    const hidden = groupRow(groupCluster([inZookeeper({ members: null, owners: [], unread }), offsets()]), 'g')
    expect(hidden).toMatchObject({ state: null, stateReason: unread, status: 'unknown', members: null, lag: '60' })
    expect(hidden?.membersReason).toBe(unread)
  })

  it('says how much of its lag is known where not all was read', () => {
    const unread = 'no more than 20000 znodes of old consumers are read, 3 of this group are left out'
    const row = groupRow(groupCluster([inZookeeper({ unread }), offsets({ leftOut: 3 })]), 'g')
    expect(row).toMatchObject({ lag: '60', lagKnown: { partitions: 2, of: 5 }, why: unread })
    expect(row?.lagReason).toBe(`3 of 5 partitions unknown: ${unread}`)
  })

  it('takes the last commit from ZooKeeper', () => {
    const value = { ...PROGRESS, id: 'g', lastCommitAt: 90, lastCommitReason: 'polled' }
    const model = applyPatches(MODEL, [{ op: 'put', kind: 'groupProgress', key: 'g', value, ...stamp }])
    expect(groupRow(model, 'g')?.progress).toMatchObject({ lastCommitAt: 101, lastCommitReason: null })
  })

  it('keeps its row while nothing in it changes', () => {
    const model = groupCluster([inZookeeper(), offsets()])
    const row = groupRow(model, 'g')
    expect(groupRow(applyPatches(model, [listed('other')]), 'g')).toBe(row)
    expect(groupRow(applyPatches(model, [inZookeeper({ members: [] })]), 'g')).not.toBe(row)
  })

  it('stands beside a group of the same name in Kafka', () => {
    const both = [listed('g'), described('g', []), committed('g', { orders: ['100'] })]
    const model = applyPatches(MODEL, both)
    expect(groupIds(model)).toEqual(['g', '/consumers/g'])
    expect(groupRow(model, 'g')).toMatchObject({
      kind: 'consumer',
      lag: '0',
      why: 'a group of this name is in ZooKeeper too',
    })
    expect(groupRow(model, '/consumers/g')).toMatchObject({
      ...{ id: '/consumers/g', kind: 'zookeeper', lag: '60', why: 'a group of this name is in Kafka too' },
    })
    expect(partitionCommits(model, 'orders', 0).map(({ group }) => group)).toEqual(['/consumers/g', 'g'])
    const left = applyPatches(model, [inZookeeper({ members: [] })])
    expect(groupRow(left, '/consumers/g')?.why).toBe('no members, records wait; a group of this name is in Kafka too')
    // Its path leads to it always.
    expect(groupSources(MODEL, '/consumers/g')?.id).toBe('g')
    expect(groupRow(MODEL, '/consumers/g')?.id).toBe('g')
  })

  it('is in the answers, the CSV and the metrics', () => {
    const query = groupsQuery.parse({ kind: 'zookeeper' })
    expect(groupsBody(MODEL, query).items).toMatchObject([{ id: 'g', kind: 'zookeeper', lag: '60', members: 2 }])
    expect(groupsCsv(MODEL, query)).toContain('g,zookeeper,,Active,')
    const view = groupView(MODEL, 'g') ?? expect.fail()
    expect(groupBody(view, [])).toMatchObject({
      protocol: null,
      offsets: [{ committed: '90', committedAt: '1970-01-01T00:00:00.100Z' }, { committed: '150' }],
    })
    const scope = { names: ['kafka_exporter', 'kafka-lag-exporter'] as const, partitions: true, now: 1_000 }
    const text = [...metrics({ ...scope, clusters: [{ model: MODEL, lag: { partitions: () => null } }] })].join('')
    expect(text).toContain('kafka_consumergroup_members{cluster="test",consumergroup="g"} 2')
    expect(text).toContain('kafka_consumergroup_lag{cluster="test",consumergroup="g",topic="orders",partition="1"} 50')
  })
})

const PROGRESS = {
  ...{ verdict: null, verdictReason: 'young', sentence: null, loss: null, trend: [], slowest: null },
  ...{ timeLagMs: null, timeLagSource: null, timeLagReason: 'young', lagPerMinute: null, lagPerMinuteReason: 'young' },
  ...{ etaMs: null, etaReason: 'young', retention: null, retentionReason: 'young' },
}
