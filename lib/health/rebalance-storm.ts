import type { Rebalance, RebalanceTriggerKind } from '../model/rebalance'
import { memberName, type NamedMember } from '../rebalances/trigger-words'

/** A setting that calms a group, and what it does. */
export interface StormRemedy {
  setting: string
  effect: string
}

const DROPPED: ReadonlySet<RebalanceTriggerKind> = new Set(['left', 'session-timeout', 'max-poll', 'restarted'])

const STATIC: StormRemedy = {
  setting: 'group.instance.id',
  effect: 'static membership: a member that restarts within its session keeps its partitions, and nobody rebalances',
}
const POLL: StormRemedy = {
  setting: 'max.poll.interval.ms, max.poll.records',
  effect: 'more time between polls, or less work in each, so that a slow member is not put out',
}

/** Usual remedies of a group of the classic protocol that rebalances again and again, most general first. */
const CLASSIC: readonly StormRemedy[] = [
  STATIC,
  {
    setting: 'partition.assignment.strategy',
    effect: 'cooperative-sticky: only members whose partitions move stop reading',
  },
  POLL,
  { setting: 'session.timeout.ms', effect: 'how long a member may be silent before it is put out' },
]

/** The same under KIP-848: the broker assigns and times, and members that keep their partitions go on reading anyway. */
const CONSUMER: readonly StormRemedy[] = [
  STATIC,
  POLL,
  {
    setting: 'consumer.session.timeout.ms',
    effect: 'how long a member may be silent: a setting of the group on the broker, not of the client',
  },
  {
    setting: 'group.remote.assignor',
    effect: 'uniform moves the fewest partitions; members that keep theirs go on reading with any',
  },
]

/** What calms a group, the setting that fits what happened last first. */
export function stormRemedies({
  type,
  protocol,
  trigger,
}: {
  type: Rebalance['type']
  /** Its assignor; null where not known. */
  protocol: string | null
  trigger: RebalanceTriggerKind | null
}): StormRemedy[] {
  const all = (type === 'consumer' ? CONSUMER : CLASSIC).filter(
    ({ setting }) => setting !== 'partition.assignment.strategy' || !/cooperative/i.test(protocol ?? ''),
  )
  const fits = ({ setting }: StormRemedy) =>
    (trigger === 'max-poll' && setting.startsWith('max.poll')) ||
    (trigger === 'session-timeout' && setting.includes('session.timeout'))
  return [...all.filter(fits), ...all.filter((remedy) => !fits(remedy))]
}

/**
 * Who keeps dropping out, in words, from a group's rebalances since `since` (epoch ms): "fraud-2 dropped out 3 times".
 * A member that comes back has a new id, so it is counted by its instance id, else by its client id; null where none dropped out twice.
 */
export function stormSuspect(rebalances: readonly Rebalance[], since: number): string | null {
  const dropped = new Map<string, { count: number; member: NamedMember }>()
  for (const { at, triggers, members } of rebalances) {
    if (at < since) continue
    for (const { kind, memberId } of triggers) {
      const member = members.find((one) => one.memberId === memberId)
      if (!DROPPED.has(kind) || member === undefined) continue
      // A client id that several members share accuses none of them.
      const alike = members.some((one) => one.clientId === member.clientId && one.memberId !== memberId)
      const key = member.instanceId ?? (alike && kind !== 'restarted' ? member.memberId : member.clientId)
      const known = dropped.get(key)
      if (known) known.count += 1
      else dropped.set(key, { count: 1, member })
    }
  }
  const [worst] = [...dropped.values()].sort((a, b) => b.count - a.count)
  if (worst === undefined || worst.count < 2) return null
  return `${memberName(worst.member.memberId, [worst.member])} dropped out ${worst.count} times`
}
