import { describe, expect, it } from 'vitest'
import type { NumberedPartition } from '@/lib/rows/partition-numbers'
import { presetCounts } from '@/lib/rows/partition-presets'
import type { PartitionProblem, PartitionStatus } from '@/lib/rows/partition-status'
import type { Tank } from '@/lib/views/overview'
import { bySeverity, type PartitionListView } from './partition-list-view'
import { firstPartitions, type PartitionQuery, readBroker, readPreset, selectPartitions } from './partition-selection'

function row(
  topic: string,
  partition: number,
  status: PartitionStatus,
  since: number,
  replicas = [1, 2, 3],
): NumberedPartition {
  const problems: PartitionProblem[] =
    status === 'offline' ? ['unavailable', 'under-min-isr'] : status === 'under-replicated' ? ['under-replicated'] : []
  return {
    topic,
    partition,
    leader: status === 'offline' ? null : 1,
    preferredLeader: replicas[0] ?? null,
    replicas,
    isr: replicas,
    offlineReplicas: [],
    addingReplicas: [],
    removingReplicas: [],
    leaderEpoch: 0,
    partitionEpoch: 0,
    state: 'online',
    status,
    problems,
    since,
    sinceReason: null,
    minInsyncReplicas: 2,
    minInsyncReplicasReason: null,
    cause: null,
    unknownReason: null,
    views: { zookeeper: null, metadata: null },
    startOffset: null,
    endOffset: null,
    offsetReason: null,
    sizeBytes: null,
    sizeReason: null,
  }
}

const rows = [
  row('a', 0, 'in-sync', 5),
  row('a', 1, 'under-replicated', 90),
  row('a', 10, 'under-replicated', 40),
  row('b', 0, 'offline', 95, [3]),
]
const tank: Tank = {
  broker: 1,
  leaders: 3,
  rack: null,
  isController: true,
  gone: false,
  goneSince: null,
  keys: ['a/0', 'a/1', 'a/10'],
  cells: 'oss',
}
const counts = presetCounts(rows)
const query: PartitionQuery = { preset: '', broker: '', q: '', sel: '' }
const names = (over: Partial<PartitionQuery>) =>
  selectPartitions(rows, { ...query, ...over }, counts, [tank]).rows.map((one) => `${one.topic}-${one.partition}`)

describe('selectPartitions', () => {
  it('shows what is at risk, or everything when nothing is', () => {
    expect(names({})).toEqual(['a-1', 'a-10', 'b-0'])
    expect(readPreset('', { ...counts, 'at-risk': 0 })).toBe('all')
    expect(readPreset('__proto__', counts)).toBe('at-risk')
  })

  it('narrows by preset, broker and name', () => {
    expect(names({ preset: 'unavailable' })).toEqual(['b-0'])
    expect(names({ preset: 'all', broker: '2' })).toEqual(['a-0', 'a-1', 'a-10'])
    expect(names({ preset: 'all', q: 'a-1' })).toEqual(['a-1', 'a-10'])
    expect(names({ preset: 'all', q: '?' })).toHaveLength(4)
    expect(readBroker('1e3')).toBeNull()
  })

  it('shows the cells selected in the map, whatever their state', () => {
    expect(names({ sel: '1~a/0~a/1' })).toEqual(['a-0', 'a-1'])
    expect(names({ sel: '1~a/0~gone/1' })).toEqual(['a-1', 'a-10', 'b-0'])
  })

  it('says why a pattern cannot be used', () => {
    expect(selectPartitions(rows, { ...query, q: '/(/' }, counts, []).error).toContain('/(/')
  })
})

describe('bySeverity', () => {
  it('puts the worst first and, among equals, what stands longest', () => {
    expect([...rows].sort(bySeverity).map((one) => `${one.topic}-${one.partition}`)).toEqual([
      'b-0',
      'a-10',
      'a-1',
      'a-0',
    ])
  })
})

describe('firstPartitions', () => {
  it('cuts rows and, of large maps, the names, but no count and no colour', () => {
    const many = Array.from({ length: 3_000 }, (_, index) => row('t', index, 'in-sync', index))
    const keys = many.map(({ partition }) => `t/${partition}`)
    const view: PartitionListView = {
      verdict: { state: 'ok', level: 'ok', title: [], detail: [], since: null },
      rows: many,
      counts: presetCounts(many),
      map: {
        tanks: [{ ...tank, keys, cells: 'o'.repeat(3_000) }],
        legend: {
          offline: 0,
          underMinIsr: 0,
          lostLeaderCopy: 0,
          lostFollower: 0,
          inSync: 3_000,
          moving: 0,
          unknown: 0,
        },
      },
      bootstrap: null,
    }
    const first = firstPartitions(view, query)
    expect(first.rows).toHaveLength(100)
    expect(first.counts.all).toBe(3_000)
    expect(first.map.tanks[0]?.keys).toEqual([])
    expect(first.map.tanks[0]?.cells).toHaveLength(3_000)
    expect(JSON.stringify(first).length).toBeLessThan(60_000)
  })
})
