import { describe, expect, it } from 'vitest'
import { testCluster } from '../model/cluster.fixture'
import type { GroupListing } from '../model/consumer-group'
import { applyPatches, type Patch } from '../model/patch'
import { groupRebalances } from '../rebalances/group-rebalances'
import { rebalance } from '../rebalances/rebalance.fixture'
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

describe('rebalanceEvents', () => {
  const NOW = 10_000_000
  const told = (...all: ReturnType<typeof rebalance>[]): Patch => {
    const { value } = groupRebalances('billing', all, { since: 0, reason: null }, NOW)
    return { op: 'put', kind: 'groupRebalances', key: 'billing', value, ...stamp }
  }
  const triggers = [
    { kind: 'max-poll' as const, memberId: 'c', certainty: 'inferred' as const, evidence: 'last commit 61 s before' },
    ...rebalance(1, 1).triggers,
  ]

  it('tells each rebalance once, with how many members there were and what it came from', () => {
    const first = told(rebalance(1, NOW - 9_000))
    expect(events(known, first)).toEqual([
      [
        ...['group-rebalanced', 'group:billing', '1 member', '2 members'],
        'b joined: it was not in the group before; 1 partition moved',
      ],
    ])
    const before = applyPatches(known, [first])
    expect(events(before, told(rebalance(1, NOW - 9_000, { partitionsMoved: 3 })))).toEqual([])
    const next = rebalance(2, NOW, { triggers, membersBefore: null, partitionsMoved: null })
    expect(events(before, told(rebalance(1, NOW - 9_000), next))).toEqual([
      [
        ...['group-rebalanced', 'group:billing', null, '2 members'],
        'c dropped out: max.poll.interval.ms exceeded: last commit 61 s before; 1 more of its members came, went or changed',
      ],
    ])
  })

  it('tells nothing of what was before we watched', () => {
    expect(events(known, told(rebalance(1, NOW, { fromPast: true })))).toEqual([])
  })
})
