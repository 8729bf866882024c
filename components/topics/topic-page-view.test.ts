import { describe, expect, it } from 'vitest'
import { emptyCluster } from '@/lib/model/cluster'
import { applyPatches, type PutPatch } from '@/lib/model/patch'
import { topicPageView } from './topic-page-view'

const assignment = (name: string): PutPatch => ({
  op: 'put',
  kind: 'assignment',
  key: name,
  value: {
    name,
    topicId: null,
    partitions: [{ partition: 0, replicas: [1], adding: [], removing: [] }],
    createdAt: 1,
    changedAt: 1,
  },
  source: 'zookeeper',
  at: 1,
})
const metadata = (name: string): PutPatch => ({
  op: 'put',
  kind: 'topicMetadata',
  key: name,
  value: { name, topicId: null, internal: false, error: null, partitions: [], firstSeenAt: null },
  source: 'metadata',
  at: 1,
})

describe('topicPageView', () => {
  it('ends with the znode, though brokers still name the topic', () => {
    const both = applyPatches(emptyCluster(), [assignment('__proto__'), assignment('b'), metadata('__proto__')])
    expect(topicPageView(both, '__proto__')?.partitions).toHaveLength(1)
    const deleted = applyPatches(both, [
      { op: 'remove', kind: 'assignment', key: '__proto__', source: 'zookeeper', at: 2 },
    ])
    expect(topicPageView(deleted, '__proto__')).toBeNull()
  })

  it('takes the brokers’ word where there is no ZooKeeper', () => {
    expect(topicPageView(applyPatches(emptyCluster(), [metadata('a')]), 'a')?.topic.row.name).toBe('a')
    expect(topicPageView(emptyCluster(), 'constructor')).toBeNull()
  })
})
