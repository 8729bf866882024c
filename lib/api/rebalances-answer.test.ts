import { describe, expect, it } from 'vitest'
import type { RebalanceHistory } from '../history/rebalance-history'
import { emptyCluster } from '../model/cluster'
import { rebalance } from '../rebalances/rebalance.fixture'
import { envelope } from './envelope'
import { rebalancesAnswer, rebalancesBody, rebalancesQuery } from './rebalances-answer'
import { unexplained } from './unexplained.fixture'

const all = [
  rebalance(1, 1_000_000),
  rebalance(2, 2_000_000, {
    ...{ startedAt: null, startedNote: 'nobody saw it begin', joinedAt: null, completedAt: null, durationMs: null },
    ...{ membersBefore: null, partitionsMoved: null },
  }),
  rebalance(1, 2_000_000, { group: 'h', type: 'consumer' }),
]
const since = Date.UTC(2026, 0, 1)
const history: RebalanceHistory = {
  all: () => all,
  of: (group: string) => all.filter((one) => one.group === group),
  known: () => ({ since, reason: 'not older' }),
}
const bodyOf = (query: Record<string, string>, from = history) =>
  JSON.parse(JSON.stringify(rebalancesBody(from, rebalancesQuery.parse(query))))

describe('rebalances answers', () => {
  it('are what the contract says, with a reason for everything unknown', () => {
    const body = bodyOf({})
    const answer = { ...JSON.parse(JSON.stringify(envelope(emptyCluster(), 1, since))), ...body }
    expect(rebalancesAnswer.parse(answer)).toEqual(answer)
    expect(body.items[0].members[0]).toMatchObject({ memberId: 'a', gained: 0, lost: 1, kept: 1 })
    expect(unexplained(body)).toEqual([])
  })

  it('list the newest first, page by page, of all groups or of one', () => {
    const keys = ({ items }: { items: { group: string; generation: number }[] }) =>
      items.map(({ group, generation }) => `${group}${generation}`)
    expect(keys(bodyOf({}))).toEqual(['g2', 'h1', 'g1'])
    const first = bodyOf({ limit: '2' })
    expect([keys(first), first.total]).toEqual([['g2', 'h1'], 3])
    expect(keys(bodyOf({ limit: '2', cursor: first.nextCursor }))).toEqual(['g1'])
    expect(keys(bodyOf({ group: 'g' }))).toEqual(['g2', 'g1'])
  })

  it('name who came and the first trigger', () => {
    expect(bodyOf({ group: 'h' }).items[0]).toMatchObject({
      ...{ type: 'consumer', trigger: 'joined', certainty: 'observed', joined: ['b'], left: [] },
      triggers: [{ kind: 'joined', member: 'b', evidence: 'it was not in the group before' }],
    })
  })

  it('say since when they are known, or why there is no total', () => {
    expect(bodyOf({})).toMatchObject({ knownSince: '2026-01-01T00:00:00.000Z', knownReason: 'not older', total: 3 })
    const unread = { ...history, known: () => ({ since: null, reason: 'READ needed' }) }
    expect(bodyOf({}, unread)).toMatchObject({
      ...{ knownSince: null, knownReason: 'READ needed', total: null, totalReason: 'READ needed' },
    })
  })
})
