import type { Rebalance } from '../model/rebalance'

/** A rebalance of the group "g" in which member b came to member a; written at `at`, complete at once. */
export function rebalance(generation: number, at: number, more: Partial<Rebalance> = {}): Rebalance {
  const client = { instanceId: null, clientId: 'shop', host: '10.0.0.1', replaces: null }
  return {
    ...{ group: 'g', type: 'classic', generation, skipped: 0, at, fromPast: false },
    ...{ startedAt: at - 500, startedNote: null, joinedAt: at - 20, completedAt: at, durationMs: 500 },
    ...{ protocolBefore: 'range', protocol: 'range', leaderBefore: 'a', leader: 'a' },
    ...{ membersBefore: 1, membersAfter: 2, partitionsMoved: 1 },
    members: [
      {
        ...{ ...client, memberId: 'a', change: 'stayed', gained: 0, lost: 1, kept: 1 },
        ...{ before: [{ topic: 'orders', partitions: [0, 1] }], after: [{ topic: 'orders', partitions: [0] }] },
      },
      {
        ...{ ...client, memberId: 'b', change: 'joined', gained: 1, lost: 0, kept: 0 },
        ...{ before: null, after: [{ topic: 'orders', partitions: [1] }] },
      },
    ],
    triggers: [{ kind: 'joined', memberId: 'b', certainty: 'observed', evidence: 'it was not in the group before' }],
    ...more,
  }
}
