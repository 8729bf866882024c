import { describe, expect, it } from 'vitest'
import { SINGLE } from '../model/cluster'
import { testCluster } from '../model/cluster.fixture'
import { applyPatches } from '../model/patch'
import { committed, described, ends, groupCluster, listed, member } from './group.fixture'
import { partitionCommits, topicConsumers } from './topic-consumers'
import { topicGroups } from './topic-groups'

const model = groupCluster([
  listed('a'),
  listed('b', { state: 'Empty' }),
  listed('c'),
  described('a', [member('a-1', 'orders', [0]), member('a-2', 'audit', [0])]),
  described('b', []),
  committed('a', { orders: ['90', '200'], audit: ['1'] }),
  committed('b', { orders: ['95', null] }),
  ends('audit', ['9']),
])

describe('topicGroups', () => {
  it('lists who committed to a topic or holds it', () => {
    const { byTopic, unread, partly } = topicGroups(model)
    expect([...byTopic].map(([topic, ids]) => [topic, ...ids])).toEqual([
      ['orders', 'a', 'b'],
      ['audit', 'a'],
    ])
    expect([unread, partly]).toEqual([null, null])
  })

  it('says when nothing is known, or not everything', () => {
    expect(topicGroups(testCluster([1], [])).unread).toBe('the groups have not been read yet')
    expect(topicGroups(groupCluster([])).unread).toBeNull()
    const value = { partitions: 1, gaps: [{ partitions: [0], broker: null, reason: 'no leader' }] }
    const gap = applyPatches(model, [{ op: 'put', kind: 'groupCoverage', key: SINGLE, value, source: 'groups', at: 2 }])
    expect(topicGroups(gap).partly).toBe('some groups cannot be listed: no leader')
  })
})

describe('topicConsumers', () => {
  it('counts lag and members of this topic alone', () => {
    expect(
      topicConsumers(model, 'orders').map((row) => [
        row.group.id,
        row.lag,
        row.lagKnown,
        row.readers,
        row.group.members,
      ]),
    ).toEqual([
      ['a', '10', { partitions: 2, of: 2 }, 1, 2],
      ['b', '5', { partitions: 1, of: 1 }, 0, 0],
    ])
    expect(topicConsumers(model, 'nothing')).toEqual([])
  })
})

describe('partitionCommits', () => {
  it('gives what each group committed to one partition, lowest first', () => {
    expect(partitionCommits(model, 'orders', 0)).toEqual([
      { group: 'a', committed: '90', lag: '10', member: 'a' },
      { group: 'b', committed: '95', lag: '5', member: null },
    ])
    expect(partitionCommits(model, 'orders', 2)).toEqual([])
  })
})
