import { describe, expect, it } from 'vitest'
import { testCluster } from '../model/cluster.fixture'
import type { GroupListing } from '../model/consumer-group'
import { applyPatches, type Patch } from '../model/patch'
import { deriveEvents } from './diff'

const stamp = { source: 'groups', at: 3_000 }

function listed(value: Partial<GroupListing>): Patch {
  const group = { id: 'billing', protocolType: 'consumer', type: 'classic', state: 'Stable', coordinator: 1 }
  return { op: 'put', kind: 'groupListing', key: 'billing', value: { ...group, stateSince: null, ...value }, ...stamp }
}

const source = { name: 'groups', status: 'live' as const, since: 1, lastOkAt: 2, intervalMs: 5_000, reason: null }
const watched = applyPatches(testCluster([1, 2], []), [
  { op: 'put', kind: 'source', key: 'groups', value: source, ...stamp },
])
const known = applyPatches(watched, [listed({})])

function events(before: typeof known, patch: Patch) {
  return deriveEvents(before, applyPatches(before, [patch]), [patch]).map(
    ({ kind, subject, before: was, after, cause }) => [kind, subject, was, after, cause?.sentence ?? null],
  )
}

describe('groupEvents', () => {
  it('tells another state in Kafka’s words, and nothing where it stayed', () => {
    expect(events(known, listed({ state: 'PreparingRebalance', stateSince: 3_000 }))).toEqual([
      ['group-state-changed', 'group:billing', 'Stable', 'PreparingRebalance', null],
    ])
    expect(events(known, listed({ stateSince: 3_000 }))).toEqual([])
    expect(events(known, listed({ state: null }))).toEqual([])
  })

  it('tells where the coordinator went, and that the old one is gone', () => {
    expect(events(known, listed({ coordinator: 2 }))).toEqual([['coordinator-moved', 'group:billing', '1', '2', null]])
    const lost = applyPatches(known, [listed({ coordinator: 7 })])
    expect(events(lost, listed({ coordinator: 2, state: 'Empty' }))).toEqual([
      ['coordinator-moved', 'group:billing', '7', '2', 'broker 7 is gone'],
      ['group-state-changed', 'group:billing', 'Stable', 'Empty', null],
    ])
  })

  it('says nothing of groups that appear or go, nor on first sight', () => {
    expect(events(watched, listed({}))).toEqual([])
    expect(events(known, { op: 'remove', kind: 'groupListing', key: 'billing', ...stamp })).toEqual([])
    const unread = applyPatches(known, [{ op: 'remove', kind: 'source', key: 'groups', ...stamp }])
    expect(events(unread, listed({ state: 'Empty' }))).toEqual([])
  })
})
