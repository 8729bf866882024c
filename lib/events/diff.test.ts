import { describe, expect, it } from 'vitest'
import type { ClusterModel } from '../model/cluster'
import { partitionPatches, registered, statePatch, testCluster } from '../model/cluster.fixture'
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

  it.each([
    ['its broker died', [2, 3], { leader: 2, isr: [2, 3], leaderEpoch: 1, version: 1 }, 'offline', 'observed'],
    ['the controller died too', [2, 3], { leader: 2, isr: [2, 3], leaderEpoch: 2, version: 2 }, 'offline', 'observed'],
    [
      'it shut down in order',
      [1, 2, 3],
      { leader: 2, isr: [2, 3], leaderEpoch: 1, version: 1 },
      'controlled-shutdown',
      'inferred',
    ],
    [
      'two changes were merged',
      [1, 2, 3],
      { leader: 2, isr: [1, 2, 3], leaderEpoch: 2, version: 2 },
      'merged',
      'observed',
    ],
    ['an outsider took over', [3], { leader: 3, isr: [3], leaderEpoch: 1, version: 1 }, 'unclean', 'observed'],
  ])('a leader moved because %s', (_name, live, change, kind, certainty) => {
    const isr = kind === 'unclean' ? [1, 2] : [1, 2, 3]
    const before = testCluster(live, [{ ...whole, isr }])
    const first = summary(before, [statePatch({ ...whole, ...change })])[0]
    expect(first).toEqual(['leader-changed', 'partition:orders/0', '1', String(change.leader), kind, certainty])
  })

  it('knows the preferred leader coming back, and the loss of the last copy', () => {
    const moved = testCluster([1, 2, 3], [{ ...whole, leader: 2, version: 3 }])
    expect(summary(moved, [statePatch({ ...whole, leader: 1, leaderEpoch: 1, version: 4 })])[0]?.slice(4)).toEqual([
      'preferred-replica',
      'inferred',
    ])
    const solo = testCluster([2], [{ ...whole, replicas: [1], isr: [1] }])
    const lost = summary(solo, [statePatch({ ...whole, leader: null, isr: [1], leaderEpoch: 1, version: 1 })])
    expect(lost).toEqual([['leader-lost', 'partition:orders/0', '1', 'none', 'broker-down', 'observed']])
  })

  it('tells the second half of a failover from a broker that came back', () => {
    const led = statePatch({ ...whole, leader: 2, isr: [2, 3], leaderEpoch: 2, version: 2 })
    const orphan = testCluster([2, 3], [{ ...whole, leader: null, isr: [2, 3], leaderEpoch: 1, version: 1 }])
    const sentence = (before: ClusterModel) => events(before, [led])[0]?.cause?.sentence
    expect(sentence(applyPatches(orphan, [registered(2, { epoch: '0x0' })]))).toBe('broker 2, in sync, takes over')
    expect(sentence(applyPatches(orphan, [registered(2, { epoch: '0x9' })]))).toBe('broker 2, in sync, is back')
  })

  it('tells why an ISR shrank or grew', () => {
    const shrink = statePatch({ ...whole, isr: [1, 2], version: 1 })
    expect(summary(testCluster([1, 2], [whole]), [shrink])).toEqual([
      ['isr-shrank', 'partition:orders/0', '[1,2,3]', '[1,2]', 'broker-down', 'observed'],
    ])
    expect(summary(testCluster([1, 2, 3], [whole]), [shrink])[0]?.slice(4)).toEqual(['slow-replica', 'inferred'])
    const grown = statePatch({ ...whole, version: 2 })
    expect(summary(testCluster([1, 2, 3], [{ ...whole, isr: [1, 2], version: 1 }]), [grown])[0]?.slice(4)).toEqual([
      'caught-up',
      'observed',
    ])
  })

  it('follows topics: created, grown, moved, deleted', () => {
    const before = testCluster([1, 2, 3], [whole])
    const topic = { topic: 'new', partition: 0, leader: 1, replicas: [1], isr: [1] }
    expect(summary(before, partitionPatches([topic]))[0]?.slice(0, 4)).toEqual([
      'topic-created',
      'topic:new',
      null,
      '1 partitions',
    ])
    const grown = partitionPatches([whole, { ...whole, partition: 1 }]).slice(0, 1)
    expect(summary(before, grown)[0]?.slice(0, 4)).toEqual(['partitions-added', 'topic:orders', '1', '2'])
    const moving = partitionPatches([{ ...whole, replicas: [1, 2, 3, 4], adding: [4], removing: [3] }]).slice(0, 1)
    expect(summary(before, moving)[0]?.slice(0, 2)).toEqual(['reassignment-started', 'partition:orders/0'])
    expect(
      summary(before, [{ op: 'remove', kind: 'assignment', key: 'orders', ...zookeeper }])[0]?.slice(0, 2),
    ).toEqual(['topic-deleted', 'topic:orders'])
  })
})
