import type { Patch } from '../model/patch'
import type { GroupRebalances, Rebalance, RebalanceMember } from '../model/rebalance'

/** A member that stayed with these partitions of `orders`, unless said otherwise. */
export function rebalanceMember(
  memberId: string,
  partitions: number[],
  more: Partial<RebalanceMember> = {},
): RebalanceMember {
  const held = [{ topic: 'orders', partitions }]
  return {
    memberId,
    instanceId: null,
    clientId: memberId.split('-')[0] ?? memberId,
    host: '10.0.0.1',
    before: held,
    after: held,
    change: 'stayed',
    replaces: null,
    gained: 0,
    lost: 0,
    kept: partitions.length,
    ...more,
  }
}

/** A classic rebalance at 10 s, 2 s of joining and 0.5 s of assigning: `b-1` left, `a-1` took over. */
export function rebalance(generation: number, more: Partial<Rebalance> = {}): Rebalance {
  return {
    group: 'g',
    type: 'classic',
    generation,
    skipped: 0,
    at: 10_000,
    startedAt: 7_500,
    startedNote: null,
    joinedAt: 9_500,
    completedAt: 10_000,
    durationMs: 2_500,
    protocolBefore: 'range',
    protocol: 'range',
    leaderBefore: 'a-1',
    leader: 'a-1',
    membersBefore: 2,
    membersAfter: 1,
    members: [
      rebalanceMember('a-1', [0, 1], { before: [{ topic: 'orders', partitions: [0] }], gained: 1, kept: 1 }),
      rebalanceMember('b-1', [1], { after: null, change: 'left', gained: null, lost: null, kept: null }),
    ],
    partitionsMoved: 1,
    triggers: [{ kind: 'left', memberId: 'b-1', certainty: 'inferred', evidence: 'it committed 0.2 s before' }],
    fromPast: false,
    ...more,
  }
}

/** What is known of how restless a group is: one rebalance in the last hour, unless said otherwise. */
export function restless(id: string, more: Partial<GroupRebalances> = {}): Patch {
  const { triggers, ...last } = rebalance(7)
  const [trigger] = triggers
  if (trigger === undefined) throw new Error('a rebalance has a trigger')
  const value: GroupRebalances = {
    ...{ id, lastHour: 1, reason: null, storm: null, moved: [], since: [], departed: [] },
    last: { ...last, trigger, triggers: 1 },
    ...more,
  }
  return { op: 'put', kind: 'groupRebalances', key: id, value, source: 'rebalances', at: 10_000 }
}
