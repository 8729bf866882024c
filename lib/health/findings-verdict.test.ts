import { describe, expect, it } from 'vitest'
import { SINGLE } from '../model/cluster'
import { type TestPartition, testCluster } from '../model/cluster.fixture'
import { applyPatches, type Patch } from '../model/patch'
import type { Source } from '../model/source'
import { findingsVerdict } from './findings-verdict'
import { plainText } from './sentence'

const READ_AT = Date.UTC(2026, 0, 2)
const stamp = { source: 'test', at: 1 }
const isr = [1, 2, 3]
const partitions = [0, 1].map((partition): TestPartition => ({ topic: 't', partition, leader: 1, replicas: isr, isr }))

function source(name: string, more: Partial<Source> = {}): Patch {
  const value = { name, status: 'live' as const, since: 0, lastOkAt: READ_AT, intervalMs: null, reason: null, ...more }
  return { op: 'put', kind: 'source', key: name, value, ...stamp }
}

function told(leaders: readonly number[]): Patch {
  const value = {
    name: 't',
    topicId: null,
    internal: false,
    error: null,
    firstSeenAt: null,
    partitions: leaders.map((leader, partition) => ({
      partition,
      leader,
      leaderEpoch: 0,
      replicas: isr,
      isr,
      offlineReplicas: [],
      error: null,
      changedAt: null,
    })),
  }
  return { op: 'put', kind: 'topicMetadata', key: 't', value, ...stamp }
}

const facts: Patch = {
  op: 'put',
  kind: 'facts',
  key: SINGLE,
  value: { clusterId: null, controllerId: 1, kafkaVersion: null },
  ...stamp,
}
const advertised = isr.map((id): Patch => {
  return { op: 'put', kind: 'advertised', key: String(id), value: { id, host: 'h', port: 1, rack: null }, ...stamp }
})

function verdict(...patches: Patch[]) {
  const read = [source('zookeeper'), source('metadata'), facts, ...advertised]
  return findingsVerdict(applyPatches(testCluster(isr, partitions), [...read, ...patches]))
}

describe('findingsVerdict', () => {
  it('says on what both agree, and as of the older reading', () => {
    const { title, level } = verdict(told([1, 1]), source('metadata', { lastOkAt: READ_AT - 2_000 }))
    expect(plainText(title)).toBe(
      'ZooKeeper and the brokers agree on all 2 partitions, controller and 3 brokers; compared 2026-01-01T23:59:58.000Z.',
    )
    expect(level).toBe('ok')
  })

  it('counts what only one side tells, and does not call it agreed', () => {
    const { title, detail } = verdict(told([1]))
    expect(plainText(title)).toContain('agree on 1 of 2 partitions')
    expect(plainText(detail)).toContain('1 partition is known to one side only')
  })

  it('says what differs, and how many more', () => {
    expect(plainText(verdict(told([1, 2])).title)).toMatch(/^T-1: ZooKeeper names broker 1 as leader.* since /)
    expect(plainText(verdict(told([2, 2])).title)).toMatch(/^2 findings; the oldest: t-0: ZooKeeper names/)
  })

  it('takes what is left over for no disagreement', () => {
    const left = { path: '/config/topics/x', kind: 'topic-config' as const, topic: 'x', createdAt: 1, changedAt: 1 }
    const put: Patch = { op: 'put', kind: 'leftover', key: left.path, value: { ...left, foundAt: 1 }, ...stamp }
    const { title, detail, level } = verdict(told([1, 1]), put)
    expect(plainText(title)).toContain('agree on all 2 partitions')
    expect(plainText(detail)).toContain('1 znode is left over')
    expect(level).toBe('ok')
  })

  it('knows nothing while a side was never read, and says which cannot be read now', () => {
    expect(verdict(told([1, 1]), source('metadata', { lastOkAt: null })).level).toBe('unknown')
    const { title, detail, level } = verdict(told([1, 1]), source('metadata', { status: 'down', reason: 'refused' }))
    expect(plainText(title)).toContain('agreed on all 2 partitions')
    expect(plainText(detail)).toContain('The brokers’ metadata cannot be read now: refused.')
    expect(level).toBe('unknown')
  })

  it('without ZooKeeper says that there is one view', () => {
    const identity = { id: 'test', name: 'test', environment: null, color: null, mode: 'kraft' as const }
    const { title } = verdict({ op: 'put', kind: 'identity', key: SINGLE, value: identity, ...stamp })
    expect(plainText(title)).toMatch(/no ZooKeeper.*3 brokers are held against what answers us/)
  })
})
