import type { RebalanceTrigger } from '../model/rebalance'
import { seconds } from './evidence'
import { partitionKeys, type SeenMember } from './seen-member'

/** The times a departure is judged by, epoch ms of the coordinator. */
export interface DepartureTimes {
  /** When the rebalance began, as exactly as that is known. */
  startedAt: number
  /** Its beginning was seen, or written; otherwise members may have been waited for before it. */
  isStartKnown: boolean
  /** When all members had joined; null where there is no such phase. */
  joinedAt: number | null
  /** Sessions are kept by heartbeats only, so that one may have begun so long before the last commit; 0 where commits keep them too. */
  heartbeatMs: number
  /** Somebody else came, went or changed too, and may have begun it. */
  hasOtherCause: boolean
  /** When the group last committed in "topic/partition"; null when no commit was seen. */
  committedAt: (key: string) => number | null
}

/** A member that commits does so at least every so often; a longer silence is its habit and explains nothing. */
const HABIT_MS = 30_000

/**
 * Why a member is gone. The records of a leave and of a timeout are the same: how long it had been silent when the
 * rebalance began tells them apart, so this is never more than inferred.
 */
export function departure(member: SeenMember, times: DepartureTimes): RebalanceTrigger {
  const { kind, evidence } = judged(member, times)
  return { kind, memberId: member.memberId, certainty: 'inferred', evidence }
}

function judged(member: SeenMember, times: DepartureTimes): Pick<RebalanceTrigger, 'kind' | 'evidence'> {
  const { startedAt, isStartKnown, joinedAt, heartbeatMs, hasOtherCause } = times
  const { sessionTimeoutMs, rebalanceTimeoutMs, aliveAt } = member
  const commit = lastCommit(member, times)
  const sign = latest(commit, aliveAt)
  if (sessionTimeoutMs === null) return unknown('it left, or its session timed out: its session timeout is not known')
  if (sign === null) return unknown('it left, or its session timed out: no commit of it was seen')
  const silentMs = Math.max(0, startedAt - sign)
  const began = isStartKnown ? 'the rebalance began' : 'all members had joined'
  const what = sign === commit ? 'last commit' : 'last rebalance it took part in'
  const limits = `session timeout ${seconds(sessionTimeoutMs)}`
  const said = `${what} ${seconds(silentMs)} before ${began}`
  const slowJoin = isStartKnown ? '' : '; members that join slowly can make it look so'
  if (silentMs < sessionTimeoutMs - heartbeatMs) {
    if (hasOtherCause && joinedAt !== null && joinedAt - sign >= sessionTimeoutMs)
      return {
        kind: 'session-timeout',
        evidence: `${what} ${seconds(joinedAt - sign)} before all members had joined, ${limits}: the others waited for it`,
      }
    const joinMs = joinedAt === null ? 0 : joinedAt - startedAt
    if (hasOtherCause && rebalanceTimeoutMs !== null && joinMs >= rebalanceTimeoutMs)
      return {
        kind: 'max-poll',
        evidence: `the others waited ${seconds(joinMs)} for it to join again, rebalance timeout ${seconds(rebalanceTimeoutMs)}`,
      }
    if (commit !== null && rebalanceTimeoutMs !== null && silentMs >= rebalanceTimeoutMs)
      return { kind: 'max-poll', evidence: `${said}, rebalance timeout ${seconds(rebalanceTimeoutMs)}, ${limits}` }
    return { kind: 'left', evidence: `${said}, ${limits}` }
  }
  if (commit === null) return unknown('it left, or its session timed out: it committed nothing of what it held')
  if (rebalanceTimeoutMs !== null && rebalanceTimeoutMs >= 1.5 * sessionTimeoutMs && silentMs >= rebalanceTimeoutMs) {
    if (silentMs > rebalanceTimeoutMs + HABIT_MS) return unknown(`${said}: longer than any timeout explains`)
    return {
      kind: 'max-poll',
      evidence: `${said}, rebalance timeout ${seconds(rebalanceTimeoutMs)}, ${limits}${slowJoin}`,
    }
  }
  if (silentMs > sessionTimeoutMs + Math.max(HABIT_MS, sessionTimeoutMs))
    return unknown(`${said}, ${limits}: it commits too rarely to tell`)
  return { kind: 'session-timeout', evidence: `${said}, ${limits}${slowJoin}` }
}

function unknown(evidence: string): Pick<RebalanceTrigger, 'kind' | 'evidence'> {
  return { kind: 'unknown', evidence }
}

/** What others committed in a partition before it was this member's says nothing of this member. */
function lastCommit({ held, heldSince }: SeenMember, { committedAt }: DepartureTimes): number | null {
  let last: number | null = null
  for (const key of partitionKeys(held)) {
    const at = committedAt(key)
    if (at !== null && at >= (heldSince.get(key) ?? 0)) last = latest(last, at)
  }
  return last
}

function latest(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.max(a, b)
}
