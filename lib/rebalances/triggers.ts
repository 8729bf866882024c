import type { RebalanceTrigger } from '../model/rebalance'
import { type DepartureTimes, departure } from './departure'
import type { MemberChanges } from './member-changes'
import type { SeenMember } from './seen-member'

/** What only the records of one protocol tell: looked for where nobody came, went or changed. */
export type GroupWideCause = () => RebalanceTrigger[]

/** One trigger for each member that came, went or changed; where there is none, what `groupWide` finds. */
export function rebalanceTriggers(
  changes: MemberChanges,
  times: Omit<DepartureTimes, 'hasOtherCause'>,
  groupWide: GroupWideCause,
): RebalanceTrigger[] {
  const { stayed, joined, left, returned } = changes
  const arrivals = [...joined.map(arrival), ...stayed.flatMap(([old, now]) => resubscription(old, now))]
  const returns = returned.map(({ from, to, isStatic }) => comeback(from, to, isStatic))
  const hasOtherCause = arrivals.length + returns.length + left.length > 1
  const departures = left.map((member) => departure(member, { ...times, hasOtherCause }))
  const triggers = [...departures, ...returns, ...arrivals]
  return triggers.length > 0 ? triggers : groupWide()
}

/** What is said where the group before was not read. */
export const UNREAD_BEFORE: RebalanceTrigger = {
  kind: 'unknown',
  memberId: null,
  certainty: 'inferred',
  evidence: 'what came before was not read',
}

/** Times where only static members came back. */
export const NOBODY_LEFT: Omit<DepartureTimes, 'hasOtherCause'> = {
  ...{ startedAt: 0, isStartKnown: true, joinedAt: null, heartbeatMs: 0 },
  committedAt: () => null,
}

function arrival({ memberId, instanceId }: SeenMember): RebalanceTrigger {
  const who = instanceId === null ? 'its member id' : `static member ${instanceId}`
  return { kind: 'joined', memberId, certainty: 'observed', evidence: `${who} was not in the group before` }
}

function comeback(from: SeenMember, to: SeenMember, isStatic: boolean): RebalanceTrigger {
  return isStatic
    ? {
        kind: 'restarted',
        memberId: to.memberId,
        certainty: 'observed',
        evidence: `static member ${to.instanceId} came back under another member id`,
      }
    : {
        kind: 'restarted',
        memberId: to.memberId,
        certainty: 'inferred',
        evidence: `${from.memberId} went and this one came, with the same client id and host`,
      }
}

function resubscription(old: SeenMember, now: SeenMember): RebalanceTrigger[] {
  if (old.topics === null || now.topics === null) return []
  const [had, has] = [new Set(old.topics), new Set(now.topics)]
  const added = now.topics.filter((topic) => !had.has(topic))
  const dropped = old.topics.filter((topic) => !has.has(topic))
  if (added.length + dropped.length === 0) return []
  const parts = [
    ...(added.length > 0 ? [`subscribed to ${named(added)}`] : []),
    ...(dropped.length > 0 ? [`no longer to ${named(dropped)}`] : []),
  ]
  return [
    {
      kind: 'subscription-changed',
      memberId: now.memberId,
      certainty: 'observed',
      evidence: `the same member ${parts.join(', ')}`,
    },
  ]
}

function named(topics: readonly string[]): string {
  const shown = topics.slice(0, 3).join(', ')
  return topics.length > 3 ? `${shown} and ${topics.length - 3} more` : shown
}
