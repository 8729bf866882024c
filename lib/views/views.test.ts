import { describe, expect, it } from 'vitest'
import { emptyCluster, SINGLE } from '../model/cluster'
import { testCluster } from '../model/cluster.fixture'
import { applyPatches } from '../model/patch'
import { brokerRows } from '../rows/broker-row'
import { brokerView } from './broker'
import { overview } from './overview'
import { partitionView } from './partition'

const whole = { topic: 'orders', partition: 0, leader: 1, replicas: [1, 2, 3], isr: [1, 2, 3], min: 2 }
const second = { ...whole, partition: 1, leader: 2, replicas: [2, 3, 1] }

describe('brokerRows', () => {
  it('counts leaders, replicas and what is out of sync, and names brokers nobody registered', () => {
    const rows = brokerRows(
      testCluster(
        [1, 2],
        [
          { ...whole, isr: [1, 2] },
          { ...second, isr: [2, 1] },
        ],
      ),
    )
    expect(
      rows.map(({ id, state, leaders, replicas, outOfSync }) => [id, state, leaders, replicas, outOfSync]),
    ).toEqual([
      [1, 'alive', 1, 2, 0],
      [2, 'alive', 1, 2, 0],
      [3, 'missing', 0, 2, 2],
    ])
    expect(rows[0]?.leaderSkewPercent).toBe(0)
  })

  it('computes what stops with a broker', () => {
    const model = testCluster(
      [1, 2, 3],
      [
        { ...whole, isr: [1, 2] },
        { ...second, isr: [2] },
        { ...whole, topic: 'wide', min: 1 },
      ],
    )
    expect(brokerView(model, 2)?.blastRadius).toEqual({
      offline: ['orders/1'],
      underMinIsr: ['orders/0'],
      losesLeader: [],
    })
    expect(brokerView(model, 1)?.blastRadius).toEqual({
      offline: [],
      underMinIsr: ['orders/0'],
      losesLeader: ['wide/0'],
    })
    expect(brokerView(model, 9)).toBeNull()
  })
})

describe('overview', () => {
  it('counts each partition once on map and board', () => {
    const model = testCluster(
      [1, 3],
      [
        { ...whole, isr: [1, 3] },
        { ...second, leader: 3, isr: [3] },
        { ...whole, topic: 'solo', replicas: [2], isr: [2], leader: null, min: 1 },
        { ...whole, topic: 'well', replicas: [3, 1], isr: [3, 1], leader: 3 },
      ],
    )
    const view = overview(model)
    expect(view.legend).toEqual({
      offline: 1,
      underMinIsr: 1,
      lostLeaderCopy: 0,
      lostFollower: 1,
      inSync: 1,
      moving: 0,
      unknown: 0,
    })
    expect(view.board.slice(0, 4).map((cell) => cell.count)).toEqual([1, 1, 1, 1])
    expect(view.tanks.map(({ broker, cells, keys }) => [broker, cells, keys.length])).toEqual([
      [1, 's', 1],
      [2, 'mx', 2],
      [3, 'o', 1],
    ])
  })
})

describe('a cluster that never answered', () => {
  it('shows no count at all: 0 would be a lie', () => {
    const source = {
      name: 'zookeeper',
      status: 'down' as const,
      since: 5,
      lastOkAt: null,
      intervalMs: null,
      reason: 'zk1:2181 refused the connection',
    }
    const identity = { id: 'test', name: 'test', environment: null, color: null, mode: 'zookeeper' as const }
    const model = applyPatches(emptyCluster(), [
      { op: 'put', kind: 'identity', key: SINGLE, value: identity, source: 'configuration', at: 1 },
      { op: 'put', kind: 'source', key: 'zookeeper', value: source, source: 'zookeeper', at: 1 },
    ])
    const view = overview(model)
    expect(view.board.map(({ count, glyph }) => [count, glyph])).toEqual(view.board.map(() => [null, 'unknown']))
    expect(view.unread).toBe('zk1:2181 refused the connection')
    expect(view.verdict).toMatchObject({ level: 'unknown', since: 5 })
    expect(view.checks).toEqual([])
  })
})

describe('partitionView', () => {
  it('keeps the two sources apart and names where they differ', () => {
    const partition = {
      partition: 0,
      leader: 2,
      leaderEpoch: 0,
      replicas: [1, 2, 3],
      isr: [3, 2, 1],
      offlineReplicas: [],
      error: null,
      changedAt: null,
    }
    const value = {
      name: 'orders',
      topicId: null,
      internal: false,
      error: null,
      firstSeenAt: null,
      partitions: [partition],
    }
    const model = applyPatches(testCluster([1, 2, 3], [whole]), [
      { op: 'put', kind: 'topicMetadata', key: 'orders', value, source: 'metadata', at: 1 },
    ])
    const view = partitionView(model, 'orders', 0)
    expect(view?.mismatches).toEqual(['leader'])
    expect(view?.row.leader).toBe(1)
    expect(view?.replicas.map(({ role }) => role)).toEqual(['leader', 'in-sync', 'in-sync'])
    expect(view?.whatNext[0]).toMatchObject({ when: '1 fails', outcome: 'Broker 2 leads, ISR 2 of 3.' })
  })
})
