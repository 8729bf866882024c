import { describe, expect, it } from 'vitest'
import { type ClusterModel, emptyCluster } from '../model/cluster'
import { partitionPatches, registered, testCluster } from '../model/cluster.fixture'
import { applyPatches, type Patch } from '../model/patch'
import { deriveEvents } from './diff'

const zookeeper = { source: 'zookeeper', at: 2_000 }
const whole = { topic: 'orders', partition: 0, leader: 1, replicas: [1, 2, 3], isr: [1, 2, 3] }

function events(before: ClusterModel, patches: Patch[]) {
  return deriveEvents(before, applyPatches(before, patches), patches)
}

/** The only event, with its cause's kind. */
function summary(before: ClusterModel, patches: Patch[]) {
  return events(before, patches).map(({ kind, subject, before: was, after, cause }) => [
    kind,
    subject,
    was,
    after,
    cause?.kind,
    cause?.certainty,
  ])
}

describe('deriveEvents', () => {
  it('says nothing on first sight', () => {
    const before = applyPatches(testCluster([1], []), [
      { op: 'remove', kind: 'source', key: 'zookeeper', ...zookeeper },
    ])
    expect(events(before, [registered(2), ...partitionPatches([whole])])).toEqual([])
  })

  it('tells joining, leaving and bouncing brokers apart', () => {
    const before = testCluster([1, 2], [])
    expect(summary(before, [registered(3)])[0]?.slice(0, 2)).toEqual(['broker-joined', 'broker:3'])
    expect(summary(before, [{ op: 'remove', kind: 'registration', key: '2', ...zookeeper }])[0]?.slice(0, 2)).toEqual([
      'broker-left',
      'broker:2',
    ])
    expect(summary(before, [registered(2, { epoch: '0x99' })])[0]?.slice(0, 2)).toEqual(['broker-bounced', 'broker:2'])
  })

  it('marks what a re-reading found after the connection was lost', () => {
    const down = { name: 'zookeeper', status: 'down' as const, since: 5, lastOkAt: 4, intervalMs: null, reason: 'cut' }
    const before = applyPatches(testCluster([1], []), [
      { op: 'put', kind: 'source', key: 'zookeeper', value: down, ...zookeeper },
    ])
    expect(events(before, [registered(2)])[0]?.seenLate).toBe(true)
    expect(events(testCluster([1], []), [registered(2)])[0]?.seenLate).toBe(false)
  })

  it('follows topics: created, grown, moved, deleted', () => {
    const before = testCluster([1, 2, 3], [whole])
    const topic = { topic: 'new', partition: 0, leader: 1, replicas: [1], isr: [1] }
    expect(summary(before, partitionPatches([topic]))[0]?.slice(0, 4)).toEqual([
      'topic-created',
      'topic:new',
      null,
      '1 partition',
    ])
    const grown = partitionPatches([whole, { ...whole, partition: 1 }]).slice(0, 1)
    expect(summary(before, grown)[0]?.slice(0, 4)).toEqual(['partitions-added', 'topic:orders', '1', '2'])
    const moving = partitionPatches([{ ...whole, replicas: [1, 2, 3, 4], adding: [4], removing: [3] }]).slice(0, 1)
    expect(summary(before, moving)[0]?.slice(0, 2)).toEqual(['reassignment-started', 'partition:orders/0'])
    expect(
      summary(before, [{ op: 'remove', kind: 'assignment', key: 'orders', ...zookeeper }])[0]?.slice(0, 2),
    ).toEqual(['topic-deleted', 'topic:orders'])
  })

  it('tells a finished move from a cancelled one and from a mere change of order', () => {
    const moving = testCluster([1, 2, 3, 4], [{ ...whole, replicas: [1, 2, 3, 4], adding: [4], removing: [3] }])
    const placed = (replicas: number[]) => partitionPatches([{ ...whole, replicas }]).slice(0, 1)
    const told = (before: ClusterModel, replicas: number[]) =>
      events(before, placed(replicas)).map(({ kind, cause }) => [kind, cause?.sentence.split(/[:,]/)[0]])
    expect(told(moving, [1, 2, 4])).toEqual([['reassignment-completed', undefined]])
    expect(told(moving, [1, 2, 3])).toEqual([['reassignment-completed', 'cancelled']])
    const still = testCluster([1, 2, 3], [whole])
    expect(told(still, [2, 1, 3])).toEqual([['reassignment-completed', 'only the order of the copies changed']])
    expect(told(still, [1, 2, 3])).toEqual([])
    const added = testCluster([1, 2, 3, 4], [{ ...whole, replicas: [1, 2, 3, 4], adding: [4] }])
    expect(told(added, [1, 2, 3, 4])).toEqual([['reassignment-completed', undefined]])
  })

  it('takes a topic deleted and made again between two readings for two topics', () => {
    const before = testCluster([1, 2, 3], [{ ...whole, version: 7, leaderEpoch: 3 }])
    const [assignment, settings, state] = partitionPatches([{ ...whole, leader: 2 }])
    if (assignment?.op !== 'put' || assignment.kind !== 'assignment' || !state || !settings) throw new Error('no topic')
    const anew = { ...assignment, value: { ...assignment.value, createdAt: 900 } }
    expect(summary(before, [anew, state]).map((one) => [one[0], one[4]])).toEqual([
      ['topic-deleted', undefined],
      ['topic-created', undefined],
      ['leader-changed', 'initial'],
    ])
  })

  it('says how a broker left, and why the controller changed', () => {
    const gone: Patch = { op: 'remove', kind: 'registration', key: '1', ...zookeeper }
    const cause = (before: ClusterModel, patches: Patch[]) => events(before, patches).map((event) => event.cause)
    expect(cause(testCluster([1, 2, 3], [whole]), [gone])[0]).toMatchObject({
      certainty: 'observed',
      sentence: 'its ZooKeeper session 0xa1 ended while it led 1 partition',
    })
    const handedOver = testCluster([1, 2, 3], [{ ...whole, leader: 2, isr: [2, 3] }])
    expect(cause(handedOver, [gone])[0]).toMatchObject({
      certainty: 'inferred',
      sentence: expect.stringContaining('controlled shutdown'),
    })
    const elected: Patch = {
      ...{ op: 'put', kind: 'controller', key: 'cluster', ...zookeeper },
      value: { brokerId: 2, epoch: 2, since: 1_500, sessionId: '0xa2', kraftEpoch: null },
    }
    expect(cause(testCluster([1, 2, 3], [whole]), [gone, elected])[1]?.sentence).toBe(
      'broker 1, the controller, is gone',
    )
    expect(cause(testCluster([1, 2, 3], [whole]), [elected])[0]).toBeNull()
  })

  it('draws the time it was blind as one gap, and a poll that failed once as none', () => {
    const source = (name: string, status: 'down' | 'live', lastOkAt: number, intervalMs: number | null): Patch => {
      const reason = status === 'down' ? '127.0.0.1:2181 refused the connection' : null
      const value = { name, status, since: lastOkAt, lastOkAt, intervalMs, reason }
      return { op: 'put', kind: 'source', key: name, value, source: name, at: lastOkAt }
    }
    const blind = applyPatches(testCluster([1], []), [source('zookeeper', 'down', 4_000, null)])
    expect(events(blind, [source('zookeeper', 'live', 9_000, null)])).toEqual([
      {
        at: 9_000,
        kind: 'recorder-gap',
        subject: 'cluster',
        before: '1970-01-01T00:00:04.000Z',
        after: '1970-01-01T00:00:09.000Z',
        cause: { kind: 'connection-lost', certainty: 'observed', sentence: expect.stringContaining('refused') },
        source: 'zookeeper',
        seenLate: false,
      },
    ])
    expect(events(testCluster([1], []), [source('zookeeper', 'live', 9_000, null)])).toEqual([])
    const identity = { id: 'k', name: 'k', environment: null, color: null, mode: 'kraft' as const }
    const kraft = applyPatches(emptyCluster(), [
      { op: 'put', kind: 'identity', key: 'cluster', value: identity, ...zookeeper },
      source('metadata', 'down', 4_000, 2_000),
    ])
    expect(events(kraft, [source('metadata', 'live', 8_000, 2_000)])).toEqual([])
    expect(events(kraft, [source('metadata', 'live', 8_001, 2_000)]).map(({ kind }) => kind)).toEqual(['recorder-gap'])
  })
})
