import type { EventCause } from './event'

/** One partition before and after a write, with what was true around it. Rules: `causeOfLeaderChange`. */
export interface LeaderAndIsrChange {
  before: { leader: number | null; isr: readonly number[]; leaderEpoch: number; version: number }
  after: { leader: number | null; isr: readonly number[]; leaderEpoch: number; version: number }
  /** Assignment order. */
  replicas: readonly number[]
  removing: readonly number[]
  /** Brokers in the cluster when the change was read. */
  live: ReadonlySet<number>
  /** The topic stands in /admin/delete_topics. */
  deleting: boolean
  /** The new leader registered after the state before was written: it came back. */
  newLeaderReturned: boolean
}

/** Why the leader moved or vanished, by what Kafka's controller writes in each of its election strategies. */
export function causeOfLeaderChange(change: LeaderAndIsrChange): EventCause {
  const { before, after, removing, live, deleting, replicas } = change
  const jump = after.version - before.version
  const leaderGone = before.leader !== null && !live.has(before.leader)
  // A controller that takes over writes the offline partitions of its dead predecessor twice.
  const failover = jump === 2 && after.leaderEpoch - before.leaderEpoch === 2 && leaderGone
  if (jump > 1 && !failover)
    return { kind: 'merged', certainty: 'observed', sentence: `${jump} changes between two readings` }
  if (deleting) return { kind: 'deletion', certainty: 'observed', sentence: 'the topic is being deleted' }
  if (after.leader === null) {
    // A controller that takes over first writes that there is no leader, then elects one.
    if (leaderGone && after.isr.some((id) => live.has(id))) {
      return {
        kind: 'broker-down',
        certainty: 'observed',
        sentence: `broker ${before.leader} is gone; an election follows`,
      }
    }
    return leaderGone
      ? {
          kind: 'broker-down',
          certainty: 'observed',
          sentence: `broker ${before.leader} is gone and no in-sync replica is left`,
        }
      : { kind: 'unknown', certainty: 'inferred', sentence: 'no in-sync replica is left' }
  }
  const outsider = !before.isr.includes(after.leader)
  const nobodyLeft = before.leader === null || before.isr.every((id) => !live.has(id))
  if (outsider && nobodyLeft && after.isr.length === 1) {
    return {
      kind: 'unclean',
      certainty: 'observed',
      sentence: `broker ${after.leader} was not in sync: records may be lost`,
    }
  }
  if (before.leader === null) {
    const how = change.newLeaderReturned ? 'is back' : 'takes over'
    return { kind: 'offline', certainty: 'observed', sentence: `broker ${after.leader}, in sync, ${how}` }
  }
  if (leaderGone) return { kind: 'offline', certainty: 'observed', sentence: `broker ${before.leader} is gone` }
  if (removing.includes(before.leader))
    return {
      kind: 'reassign',
      certainty: 'observed',
      sentence: `broker ${before.leader} is being removed from the replicas`,
    }
  if (!after.isr.includes(before.leader)) {
    return {
      kind: 'controlled-shutdown',
      certainty: 'inferred',
      sentence: `broker ${before.leader} handed over and left the ISR, as in a controlled shutdown`,
    }
  }
  if (after.leader === replicas[0]) {
    return {
      kind: 'preferred-replica',
      certainty: 'inferred',
      sentence: `broker ${after.leader} is the preferred leader and was in sync`,
    }
  }
  return { kind: 'unknown', certainty: 'inferred', sentence: 'no rule of Kafka’s controller explains it' }
}

/** Why the ISR shrank or grew. */
export function causeOfIsrChange(change: LeaderAndIsrChange): EventCause {
  const { before, after, removing, live, deleting } = change
  const lost = before.isr.filter((id) => !after.isr.includes(id))
  if (lost.length === 0) return { kind: 'caught-up', certainty: 'observed', sentence: 'the replica has caught up' }
  if (deleting) return { kind: 'deletion', certainty: 'observed', sentence: 'the topic is being deleted' }
  const dead = lost.filter((id) => !live.has(id))
  if (dead.length > 0) return { kind: 'broker-down', certainty: 'observed', sentence: `${names(dead)} gone` }
  if (lost.every((id) => removing.includes(id)))
    return { kind: 'reassign', certainty: 'observed', sentence: `${names(lost)} being removed` }
  if (before.leader !== null && lost.includes(before.leader)) {
    return {
      kind: 'unknown',
      certainty: 'inferred',
      sentence: `${names(lost)} left as leader, as in a controlled shutdown`,
    }
  }
  return { kind: 'slow-replica', certainty: 'inferred', sentence: `${names(lost)} fell behind` }
}

function names(ids: readonly number[]): string {
  return `${ids.length === 1 ? 'broker' : 'brokers'} ${ids.join(', ')}`
}
