import type { TopicPartitions } from '../model/consumer-group'
import type { GroupRebalances, Rebalance, RebalanceMember, RebalanceSummary } from '../model/rebalance'
import { isReplacement } from './rebalance-kind'

const HOUR_MS = 3_600_000
const STORM_MS = 600_000
const STORM_COUNT = 3

/** Since when all rebalances of a group are known (epoch ms), or why none are. */
export type RebalanceKnowledge = { since: number; reason: null } | { since: null; reason: string }

/** How restless a group is at a moment, and when that changes by time alone (both epoch ms). `rebalances`: oldest first. */
export function groupRebalances(
  id: string,
  rebalances: readonly Rebalance[],
  knowledge: RebalanceKnowledge,
  now: number,
): { value: GroupRebalances; changesAt: number } {
  const real = rebalances.filter((one) => !isReplacement(one))
  const last = real.at(-1)
  const inHour = real.filter(({ at }) => at > now - HOUR_MS)
  const inStorm = real.filter(({ at }) => at > now - STORM_MS)
  const since = knowledge.since
  const isWhole = since !== null && since <= now - HOUR_MS
  const reason =
    since === null
      ? knowledge.reason
      : isWhole
        ? null
        : `rebalances are known since ${new Date(since).toISOString().slice(0, 19)}Z only`
  const changes = [inHour[0] && inHour[0].at + HOUR_MS, inStorm[0] && inStorm[0].at + STORM_MS]
  if (since !== null && !isWhole) changes.push(since + HOUR_MS)
  return {
    value: {
      id,
      lastHour: since === null ? null : inHour.length,
      reason,
      storm: inStorm.length > STORM_COUNT ? { count: inStorm.length, since: inStorm[0]?.at ?? now } : null,
      last: last ? summaryOf(last) : null,
      moved: last ? last.members.flatMap(movedOf) : [],
      since: memberSince(rebalances),
      departed: last ? last.members.filter(({ change }) => change === 'left').map(departedOf) : [],
    },
    changesAt: Math.min(...changes.filter((at) => at !== undefined)),
  }
}

function summaryOf(rebalance: Rebalance): RebalanceSummary | null {
  const { type, generation, at, startedAt, completedAt, durationMs, fromPast } = rebalance
  const { membersBefore, membersAfter, partitionsMoved, triggers } = rebalance
  const [trigger] = triggers
  if (!trigger) return null
  return {
    ...{ type, generation, at, startedAt, completedAt, durationMs, fromPast },
    ...{ membersBefore, membersAfter, partitionsMoved, trigger, triggers: triggers.length },
  }
}

function memberSince(rebalances: readonly Rebalance[]): GroupRebalances['since'] {
  const since = new Map<string, number>()
  for (const { at, members } of rebalances)
    for (const { memberId, change, replaces } of members) {
      if (change === 'joined' || change === 'replaced') since.set(memberId, at)
      if (change === 'left') since.delete(memberId)
      if (replaces !== null) since.delete(replaces)
    }
  return [...since].map(([memberId, at]) => ({ memberId, at }))
}

function movedOf({ memberId, change, before, after }: RebalanceMember): GroupRebalances['moved'] {
  // Who was no member held nothing, and who is none any more holds nothing.
  const [old, now] = [before ?? (change === 'joined' ? [] : null), after ?? (change === 'left' ? [] : null)]
  if (old === null || now === null) return []
  const [gained, lost] = [without(now, old), without(old, now)]
  return gained.length + lost.length === 0 ? [] : [{ memberId, gained, lost }]
}

function departedOf({ memberId, instanceId, clientId, host, before }: RebalanceMember) {
  return { memberId, instanceId, clientId, host, held: before }
}

function without(some: readonly TopicPartitions[], others: readonly TopicPartitions[]): TopicPartitions[] {
  const known = new Map(others.map(({ topic, partitions }) => [topic, new Set(partitions)]))
  return some.flatMap(({ topic, partitions }) => {
    const rest = partitions.filter((partition) => !known.get(topic)?.has(partition))
    return rest.length === 0 ? [] : [{ topic, partitions: rest }]
  })
}
