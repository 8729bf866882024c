import { describe, expect, it } from 'vitest'
import { full, kraft, NOW, unread } from '@/lib/api/answers.fixture'
import { clustersBody } from '@/lib/api/cluster-answer'
import { plainText } from '@/lib/health/sentence'
import type { ClusterModel } from '@/lib/model/cluster'
import { applyPatches } from '@/lib/model/patch'
import { byNeed, clustersVerdict, needOf } from './cluster-need'

function items(...models: ClusterModel[]) {
  return clustersBody(
    models.map((model) => ({ model, revision: 1, lastEventAt: null })),
    { limit: 10 },
    NOW,
  ).items
}

const dead = applyPatches(kraft, [
  {
    op: 'put',
    kind: 'source',
    key: 'metadata',
    value: {
      ...{ name: 'metadata', status: 'down', since: 5, lastOkAt: 1, intervalMs: 2_000 },
      reason: 'TCP to 127.0.0.1:9: nothing listens there (ECONNREFUSED)',
    },
    source: 'metadata',
    at: 5,
  },
])

describe('clusters by need', () => {
  it('puts the critical before the unreachable before the unknown', () => {
    const sorted = items(unread, dead, full).sort(byNeed)
    expect(sorted.map(needOf)).toEqual(['critical', 'unreachable', 'unknown'])
    expect(plainText(clustersVerdict(sorted).title)).toBe(
      '3 of 3 clusters need you: test critical, k unreachable, k unknown.',
    )
  })

  it('keeps the last known values of an unreachable cluster, with the step that fails', () => {
    const [item] = items(dead)
    expect(item?.partitions).toBe(1)
    expect(item?.faults).toEqual([{ step: 'TCP', reason: expect.stringContaining('ECONNREFUSED') }])
  })

  it('says so when all are well', () => {
    expect(clustersVerdict([]).state).toBe('ok')
  })
})
