import { describe, expect, it } from 'vitest'
import { statePatch, testCluster } from '../model/cluster.fixture'
import { applyPatches } from '../model/patch'
import { inPreset, presetCounts } from './partition-presets'
import { partitionRow, partitionRows } from './partition-row'
import { topicRows } from './topic-row'

const whole = { topic: 'orders', partition: 0, leader: 1, replicas: [1, 2, 3], isr: [1, 2, 3], min: 2 }
const second = { ...whole, partition: 1, leader: 2, replicas: [2, 3, 1] }

describe('partitionRows', () => {
  it('keeps a row’s identity until something in it changes', () => {
    const before = testCluster([1, 2, 3], [whole, second])
    const [first, other] = partitionRows(before)
    const after = applyPatches(before, [statePatch({ ...whole, isr: [1, 2], version: 1 })])
    const rows = partitionRows(after)
    expect(rows[1]).toBe(other)
    expect(rows[0]).not.toBe(first)
    expect(rows[0]).toMatchObject({ isr: [1, 2], status: 'under-replicated', partitionEpoch: 1 })
    expect(partitionRows(after)).toBe(rows)
  })

  it('does not mix the rows of two clusters', () => {
    const a = testCluster([1, 2, 3], [whole])
    const b = testCluster([2, 3], [whole])
    expect(partitionRow(a, 'orders', 0)?.status).toBe('in-sync')
    expect(partitionRow(b, 'orders', 0)?.status).toBe('offline')
    expect(partitionRow(a, 'orders', 0)?.status).toBe('in-sync')
  })

  it('holds names that objects would trip over', () => {
    const model = testCluster(
      [1, 2, 3],
      ['__proto__', 'constructor', 'toString'].map((topic) => ({ ...whole, topic })),
    )
    expect(partitionRows(model).map((row) => row.topic)).toEqual(['__proto__', 'constructor', 'toString'])
    expect(topicRows(model).map((row) => row.minInsyncReplicas)).toEqual([2, 2, 2])
  })

  it('says what is unknown and why: a topic whose state was never written', () => {
    const model = applyPatches(testCluster([1, 2, 3], [whole]), [
      { op: 'remove', kind: 'partitionState', key: 'orders/0', source: 'zookeeper', at: 1 },
      { op: 'remove', kind: 'topicSettings', key: 'orders', source: 'topic-settings', at: 1 },
    ])
    expect(partitionRows(model)[0]).toMatchObject({
      leader: null,
      state: 'new',
      status: 'new',
      since: null,
      sinceReason: expect.stringContaining('ZooKeeper'),
      minInsyncReplicas: null,
      minInsyncReplicasReason: expect.any(String),
    })
  })
})

describe('presets', () => {
  it('count leaderless partitions as under min ISR too, as the command line does', () => {
    const rows = partitionRows(testCluster([1, 2, 3], [{ ...whole, leader: null, isr: [1, 2] }, second]))
    expect(presetCounts(rows)).toMatchObject({
      all: 2,
      'at-risk': 1,
      unavailable: 1,
      'under-min-isr': 1,
      'at-min-isr': 1,
      'under-replicated': 1,
    })
    expect(rows.filter((row) => inPreset(row, 'at-risk'))).toHaveLength(1)
  })
})
