import { describe, expect, it } from 'vitest'
import { SINGLE } from '../model/cluster'
import { registered, type TestPartition, testCluster } from '../model/cluster.fixture'
import type { Leftover } from '../model/leftover'
import { applyPatches, type Patch } from '../model/patch'
import type { PartitionMetadata } from '../model/topic'
import { findings } from './findings'

const MINUTE_MS = 60_000
const READ_AT = 100 * MINUTE_MS
const stamp = { source: 'test', at: 1 }

const orders: TestPartition = { topic: 'orders', partition: 0, leader: 1, replicas: [1, 2, 3], isr: [1, 2, 3] }

function source(name: string): Patch {
  const value = { name, status: 'live' as const, since: 0, lastOkAt: READ_AT, intervalMs: null, reason: null }
  return { op: 'put', kind: 'source', key: name, value, ...stamp }
}

function told(partition: Partial<PartitionMetadata>): Patch {
  const one = { partition: 0, leader: 1, leaderEpoch: 0, replicas: [1, 2, 3], isr: [1, 2, 3], offlineReplicas: [] }
  const value = {
    name: 'orders',
    topicId: null,
    internal: false,
    error: null,
    partitions: [{ ...one, error: null, changedAt: null, ...partition }],
    firstSeenAt: null,
  }
  return { op: 'put', kind: 'topicMetadata', key: 'orders', value, ...stamp }
}

function advertised(id: number): Patch {
  return { op: 'put', kind: 'advertised', key: String(id), value: { id, host: 'h', port: 1, rack: null }, ...stamp }
}

const agreed = [source('zookeeper'), source('metadata'), told({}), ...[1, 2, 3].map(advertised)]

function found(state: Partial<TestPartition>, ...patches: Patch[]) {
  return findings(applyPatches(testCluster([1, 2, 3], [{ ...orders, ...state }]), [...agreed, ...patches]))
}

describe('findings', () => {
  it('finds nothing where both views agree, in whatever order they name the replicas', () => {
    expect(found({})).toEqual([])
    expect(found({ isr: [3, 1, 2] })).toEqual([])
  })

  it('keeps both values of a leader or ISR that differ for longer than a change takes to travel', () => {
    expect(found({ leader: 2, changedAt: READ_AT - 9_000 })).toEqual([])
    expect(found({ leader: 2, changedAt: READ_AT - 11_000 })).toEqual([
      {
        kind: 'leader',
        subject: 'partition:orders/0',
        since: READ_AT - 11_000,
        sentence: 'orders-0: ZooKeeper names broker 2 as leader, the brokers broker 1',
        sources: [
          {
            name: 'zookeeper',
            value: '2',
            znode: '/brokers/topics/orders/partitions/0/state',
            changedAt: READ_AT - 11_000,
            readAt: READ_AT,
          },
          { name: 'metadata', value: '1', znode: null, changedAt: null, readAt: READ_AT },
        ],
      },
    ])
    const [isr] = found({ isr: [1, 2], changedAt: READ_AT - 11_000 })
    expect(isr).toMatchObject({ kind: 'isr', sources: [{ value: '[1,2]' }, { value: '[1,2,3]' }] })
  })

  it('names the error with which the brokers name no leader', () => {
    const [leader] = found({}, told({ leader: null, error: 'LISTENER_NOT_FOUND' }))
    expect(leader?.sentence).toBe(
      'orders-0: ZooKeeper names broker 1 as leader, the brokers nobody (LISTENER_NOT_FOUND)',
    )
  })

  it('tells a controller, a registration and a topic that only one of them knows', () => {
    const facts = { clusterId: null, controllerId: 2, kafkaVersion: null }
    expect(found({}, { op: 'put', kind: 'facts', key: SINGLE, value: facts, ...stamp })).toMatchObject([
      { kind: 'controller', subject: 'controller', sources: [{ value: '1' }, { value: '2' }] },
    ])
    expect(found({}, registered(4))).toMatchObject([
      { kind: 'broker-registration', subject: 'broker:4', sentence: expect.stringContaining('do not list it') },
    ])
    const left = { id: 5, host: null, port: null, rack: null, leftAt: 1, seenLate: false, sessionId: null }
    expect(found({}, advertised(5), { op: 'put', kind: 'departure', key: '5', value: left, ...stamp })).toMatchObject([
      { kind: 'broker-registration', subject: 'broker:5', sentence: expect.stringContaining('still list broker 5') },
    ])
    expect(found({}, { op: 'remove', kind: 'topicMetadata', key: 'orders', ...stamp })).toMatchObject([
      { kind: 'topic-unlisted', subject: 'topic:orders' },
    ])
  })

  it('takes a topic that is kept from us for no disagreement', () => {
    const settings = {
      name: 'orders',
      minInsyncReplicas: null,
      retentionMs: null,
      cleanupPolicy: null,
      uncleanLeaderElection: null,
      overrides: 0,
      error: 'TOPIC_AUTHORIZATION_FAILED: not authorised for this topic',
    }
    const denied: Patch = { op: 'put', kind: 'topicSettings', key: 'orders', value: settings, ...stamp }
    expect(found({}, { op: 'remove', kind: 'topicMetadata', key: 'orders', ...stamp }, denied)).toEqual([])
  })

  it('tells a registered broker that does not answer, with what each says', () => {
    const probe = { id: 2, status: 'not-answering' as const, since: READ_AT - 20_000, lastAnswerAt: null, reason: 'no' }
    expect(found({}, { op: 'put', kind: 'probe', key: '2', value: probe, ...stamp })).toMatchObject([
      { kind: 'broker-silent', subject: 'broker:2', since: READ_AT - 20_000, sources: [{}, { value: 'no' }] },
    ])
  })

  it('tells a controller held by an older session than its broker has', () => {
    const controller = { brokerId: 1, epoch: 1, since: 50, sessionId: '0xdead', kraftEpoch: null }
    expect(found({}, { op: 'put', kind: 'controller', key: SINGLE, value: controller, ...stamp })).toMatchObject([
      {
        kind: 'controller-session',
        subject: 'controller',
        since: 100,
        sources: [
          { znode: '/controller', value: 'held by session 0xdead' },
          { znode: '/brokers/ids/1', value: 'broker 1 has session 0xa1' },
        ],
      },
    ])
  })

  it('tells what outlived its topic, with its age, once it cannot be a change under way', () => {
    const left = (path: string, kind: Leftover['kind'], topic: string, foundAt = READ_AT - 11_000): Patch => {
      const value = {
        path,
        kind,
        topic,
        createdAt: READ_AT - 3 * MINUTE_MS,
        changedAt: READ_AT - 2 * MINUTE_MS,
        foundAt,
      }
      return { op: 'put', kind: 'leftover', key: path, value, ...stamp }
    }
    const config = left('/config/topics/ghost', 'topic-config', 'ghost')
    expect(found({}, config)).toMatchObject([
      {
        kind: 'orphan',
        subject: 'topic:ghost',
        since: READ_AT - 3 * MINUTE_MS,
        sentence: expect.stringContaining('left over from its deletion, or set before its creation'),
        sources: [
          { znode: '/config/topics/ghost', changedAt: READ_AT - 2 * MINUTE_MS },
          { znode: '/brokers/topics/ghost', value: 'not there' },
        ],
      },
    ])
    expect(found({}, left('/config/topics/ghost', 'topic-config', 'ghost', READ_AT - 9_000))).toEqual([])
    expect(found({}, left('/config/topics/orders', 'topic-config', 'orders'))).toEqual([])
    expect(found({}, left('/brokers/topics/orders/partitions/0', 'partition', 'orders'))).toEqual([])
    expect(found({}, left('/brokers/topics/orders/partitions/7', 'partition', 'orders'))).toMatchObject([
      { kind: 'orphan', sentence: expect.stringContaining('orders has a znode of partition 7') },
    ])
    expect(found({}, left('/consumers/old/offsets/ghost', 'consumer-offsets', 'ghost'))).toMatchObject([
      { subject: 'group:old', sentence: expect.stringContaining('group old keeps offsets of ghost') },
    ])
  })

  it('without ZooKeeper tells the brokers that are listed and silent', () => {
    const identity = { id: 'test', name: 'test', environment: null, color: null, mode: 'kraft' as const }
    const probe = { id: 2, status: 'not-answering' as const, since: READ_AT - 20_000, lastAnswerAt: null, reason: 'no' }
    const kraft: Patch = { op: 'put', kind: 'identity', key: SINGLE, value: identity, ...stamp }
    expect(found({ leader: 2, changedAt: READ_AT - 11_000 }, kraft)).toEqual([])
    expect(found({}, kraft, { op: 'put', kind: 'probe', key: '2', value: probe, ...stamp })).toMatchObject([
      {
        kind: 'broker-silent',
        sources: [
          { name: 'metadata', value: 'listed' },
          { name: 'probes', value: 'no' },
        ],
      },
    ])
  })

  it('tells a deletion that waits, what for, and one that is left over', () => {
    const asked = (requestedAt: number, name = 'orders'): Patch => ({
      op: 'put',
      kind: 'deletion',
      key: name,
      value: { name, requestedAt },
      ...stamp,
    })
    expect(found({}, asked(READ_AT - MINUTE_MS + 1))).toEqual([])
    const gone: Patch = { op: 'remove', kind: 'registration', key: '3', ...stamp }
    const noLonger: Patch = { op: 'remove', kind: 'advertised', key: '3', ...stamp }
    expect(found({}, asked(READ_AT - MINUTE_MS), gone, noLonger)).toMatchObject([
      {
        kind: 'deletion-stuck',
        sentence: 'the deletion of orders does not end: it waits for broker 3, which holds copies and is gone',
      },
    ])
    expect(found({}, asked(READ_AT - MINUTE_MS, 'ghost'))).toMatchObject([{ kind: 'orphan', subject: 'topic:ghost' }])
  })

  it('tells a move to a broker that is gone at once, and one that stands still after half an hour', () => {
    const move = (to: number, firstSeenAt: number): Patch => ({
      op: 'put',
      kind: 'reassignment',
      key: 'orders/0',
      value: { topic: 'orders', partition: 0, replicas: [1, 2, 3, to], adding: [to], removing: [], firstSeenAt },
      ...stamp,
    })
    const recently = READ_AT - MINUTE_MS
    const four = [registered(4), advertised(4)]
    expect(found({}, source('reassignments'), ...four, move(4, recently))).toEqual([])
    expect(found({}, source('reassignments'), move(9, recently))).toMatchObject([
      { kind: 'reassignment-stuck', sentence: expect.stringContaining('broker 9 shall take a copy and is gone') },
    ])
    expect(found({}, source('reassignments'), ...four, move(4, READ_AT - 31 * MINUTE_MS))).toMatchObject([
      { kind: 'reassignment-stuck', sentence: expect.stringContaining('no replica has caught up for 31 min') },
    ])
  })
})
