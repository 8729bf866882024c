import { describe, expect, it } from 'vitest'
import { type ClusterModel, emptyCluster, SINGLE } from '../model/cluster'
import { testCluster } from '../model/cluster.fixture'
import { applyPatches, type Patch } from '../model/patch'
import type { SourceStatus } from '../model/source'
import { clusterFreshness, clusterSummary } from './clusters'

const whole = { topic: 'orders', partition: 0, leader: 1, replicas: [1, 2], isr: [1, 2] }

function source(name: string, status: SourceStatus, lastOkAt: number | null, intervalMs: number | null = null): Patch {
  const reason = status === 'down' ? `TCP to ${name}:1: nothing listens there (ECONNREFUSED)` : null
  const value = { name, status, since: 7_000, lastOkAt, intervalMs, reason }
  return { op: 'put', kind: 'source', key: name, value, source: name, at: 1 }
}

const changed = (model: ClusterModel, ...patches: Patch[]) => applyPatches(model, patches)
const read = testCluster([1, 2], [whole, { ...whole, partition: 1, isr: [1], min: 2 }])

describe('clusterSummary', () => {
  it('counts what was read and says why the rest is unknown', () => {
    expect(clusterSummary(read)).toMatchObject({
      brokersAlive: { value: 2 },
      brokersTotal: { value: 2 },
      controller: { value: 1 },
      topics: { value: 1 },
      partitions: { value: 2 },
      offline: { value: 0 },
      underReplicated: { value: 1 },
      messagesPerSecond: { value: null, reason: expect.any(String) },
      groups: { value: null, reason: expect.any(String) },
      zookeeper: { serving: { value: null, reason: expect.any(String) } },
      unreachable: null,
      unread: null,
    })
  })

  it('knows nothing of a cluster that never answered, and says at which step it fails', () => {
    const identity = { id: 'k', name: 'k', environment: null, color: null, mode: 'kraft' as const }
    const dead = changed(
      emptyCluster(),
      { op: 'put', kind: 'identity', key: SINGLE, value: identity, source: 'configuration', at: 1 },
      source('metadata', 'down', null, 2_000),
    )
    const summary = clusterSummary(dead)
    expect(summary.unreachable).toEqual({ since: 7_000, faults: [{ step: 'TCP', reason: expect.any(String) }] })
    expect(summary.partitions).toEqual({ value: null, reason: expect.stringContaining('ECONNREFUSED') })
    expect(summary.zookeeper).toBeNull()
  })

  it('keeps the last values of a cluster that fell silent, and calls it unreachable only when every way is shut', () => {
    const half = changed(read, source('zookeeper', 'down', 5), source('metadata', 'live', 5, 5_000))
    expect(clusterSummary(half).unreachable).toBeNull()
    const silent = changed(half, source('metadata', 'down', 5, 5_000))
    expect(clusterSummary(silent).unreachable?.faults.map(({ step }) => step)).toEqual(['ZooKeeper session', 'TCP'])
    expect(clusterSummary(silent).partitions).toEqual({ value: 2, reason: null })
  })
})

describe('clusterFreshness', () => {
  it('is as old as the oldest source that is due often', () => {
    const model = changed(
      read,
      source('zookeeper', 'live', 1_000),
      source('metadata', 'live', 9_000, 5_000),
      source('log-dirs', 'live', 1_000, 30_000),
    )
    expect(clusterFreshness(model, 10_000)).toEqual({ state: 'live', ageMs: 1_000, tardy: [] })
    expect(clusterFreshness(model, 20_000)).toEqual({ state: 'late', ageMs: 11_000, tardy: ['metadata'] })
  })

  it('is gone when no source is left, and before there was one', () => {
    const model = changed(read, source('zookeeper', 'down', 1_000), source('metadata', 'down', 2_000, 5_000))
    expect(clusterFreshness(model, 10_000)).toMatchObject({ state: 'gone', ageMs: 9_000 })
    expect(clusterFreshness(emptyCluster(), 10_000)).toEqual({ state: 'gone', ageMs: null, tardy: [] })
  })
})
