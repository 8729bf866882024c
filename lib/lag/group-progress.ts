import type { GroupProgress, LagVerdict, TimeLagSource } from '../model/group-progress'
import type { PartitionProgress } from './partition-progress'

/** Worse is higher. */
const SEVERITY: Record<LagVerdict, number> = { OK: 0, WARN: 1, REWIND: 2, STALL: 3, ERR: 4, STOP: 5 }

/** A group as the sum and the worst of its partitions. `trend` is handed on; `unread` says why there are no partitions. */
export function groupProgress(
  id: string,
  partitions: readonly PartitionProgress[],
  trend: GroupProgress['trend'],
  unread: string,
): GroupProgress {
  const worst = worstOf(partitions)
  const furthest = maxBy(partitions, ({ timeLagMs }) => timeLagMs)
  const changes = partitions.flatMap(({ lagPerMinute }) => (lagPerMinute === null ? [] : [lagPerMinute]))
  const latest = maxBy(partitions, ({ lastCommitAt }) => lastCommitAt)
  const partly = (missing: (one: PartitionProgress) => string | null) => partlyUnknown(partitions, missing) ?? unread
  return {
    id,
    verdict: worst?.verdict ?? null,
    verdictReason: worst ? null : partly((one) => one.verdictReason),
    sentence: worst ? sentenceOf(worst, partitions) : null,
    timeLagMs: furthest?.timeLagMs ?? null,
    timeLagSource: furthest ? timeLagSource(furthest, partitions) : null,
    timeLagReason: furthest
      ? partlyUnknown(partitions, (one) => one.timeLagReason)
      : partly((one) => one.timeLagReason),
    lagPerMinute: changes.length === 0 ? null : Math.round(changes.reduce((sum, one) => sum + one, 0) * 10) / 10,
    lagPerMinuteReason: changes.length === 0 ? partly((one) => one.lagPerMinuteReason) : null,
    ...etaOf(partitions, unread),
    lastCommitAt: latest?.lastCommitAt ?? null,
    lastCommitReason: latest ? latest.lastCommitReason : partly((one) => one.lastCommitReason),
    trend,
    ...retentionOf(partitions, unread),
    loss: lossOf(partitions),
  }
}

/** The group is at least as far behind as its furthest partition of those whose time lag is known exactly. */
function timeLagSource(furthest: PartitionProgress, partitions: readonly PartitionProgress[]): TimeLagSource | null {
  const exact = partitions.every(({ timeLagMs, timeLagSource: source }) => timeLagMs !== null && source !== 'at-least')
  return exact ? furthest.timeLagSource : 'at-least'
}

/** "orders-3" */
function nameOf({ topic, partition }: PartitionProgress): string {
  return `${topic}-${partition}`
}

function worstOf(partitions: readonly PartitionProgress[]): PartitionProgress | null {
  return maxBy(partitions, ({ verdict }) => (verdict === null ? null : SEVERITY[verdict]))
}

function sentenceOf(worst: PartitionProgress, partitions: readonly PartitionProgress[]): string {
  const same = partitions.filter(({ verdict }) => verdict === worst.verdict).length
  const unknown = partitions.filter(({ verdict }) => verdict === null).length
  const rest = unknown > 0 ? ` ${unknown} of ${partitions.length} partitions cannot be judged yet.` : ''
  if (worst.verdict === 'OK') return `It keeps up in ${ofAll(same, partitions.length)}.${rest}`
  const others = same > 1 ? ` The same in ${same - 1} more.` : ''
  return `${nameOf(worst)}: ${worst.sentence}${others}${rest}`
}

function ofAll(count: number, all: number): string {
  if (count === all) return all === 1 ? 'its one partition' : `all ${all} partitions`
  return `${count} of ${all} partitions`
}

/** The slowest counts: while one partition does not catch up, the group does not. */
function etaOf(
  partitions: readonly PartitionProgress[],
  unread: string,
): Pick<GroupProgress, 'etaMs' | 'etaReason' | 'slowest'> {
  const waiting = partitions.filter(({ etaMs }) => etaMs === null)
  const never = waiting.find(({ consumedPerSecond }) => consumedPerSecond !== null)
  const stuck = never ?? waiting[0]
  if (stuck) {
    const { topic, partition } = stuck
    const slowest = { topic, partition, never: never !== undefined }
    return { etaMs: null, etaReason: `${nameOf(stuck)}: ${stuck.etaReason}`, slowest }
  }
  const slowest = maxBy(partitions, ({ etaMs }) => etaMs)
  if (!slowest) return { etaMs: null, etaReason: unread, slowest: null }
  const { topic, partition, etaMs } = slowest
  return { etaMs, etaReason: null, slowest: etaMs ? { topic, partition, never: false } : null }
}

function retentionOf(
  partitions: readonly PartitionProgress[],
  unread: string,
): Pick<GroupProgress, 'retention' | 'retentionReason'> {
  const used = ({ timeLagMs, keptMs }: PartitionProgress) =>
    timeLagMs === null || !keptMs ? null : (timeLagMs / keptMs) * 100
  const most = maxBy(partitions, used)
  if (most?.keptMs != null) {
    const { topic, partition, keptMs } = most
    const usedPercent = Math.round((used(most) ?? 0) * 10) / 10
    return { retention: { topic, partition, usedPercent, keptMs }, retentionReason: null }
  }
  const unaged = partitions.every(({ keptMs }) => keptMs === null)
  const reason = unaged
    ? 'no record is deleted for its age, or the settings are not known'
    : partlyUnknown(partitions, (one) => one.timeLagReason)
  return { retention: null, retentionReason: partitions.length === 0 ? unread : (reason ?? unread) }
}

/** What is lost weighs more than what may be; a minute is as exact as such a forecast gets. */
function lossOf(partitions: readonly PartitionProgress[]): GroupProgress['loss'] {
  const gone = partitions.reduce<PartitionProgress | null>(
    (worst, one) => (BigInt(one.lost ?? 0) > BigInt(worst?.lost ?? 0) ? one : worst),
    null,
  )
  if (gone) return { topic: gone.topic, partition: gone.partition, lost: gone.lost, inMs: null }
  const soonest = maxBy(partitions, ({ lossInMs }) => (lossInMs === null ? null : -lossInMs))
  if (soonest?.lossInMs == null) return null
  const { topic, partition } = soonest
  return { topic, partition, lost: null, inMs: Math.round(soonest.lossInMs / 60_000) * 60_000 }
}

function partlyUnknown(
  partitions: readonly PartitionProgress[],
  missing: (one: PartitionProgress) => string | null,
): string | null {
  const reasons = [...new Set(partitions.flatMap((one) => missing(one) ?? []))]
  const [first, ...others] = reasons
  if (first === undefined) return null
  return others.length === 0
    ? first
    : `${first}, and ${others.length} more ${others.length === 1 ? 'reason' : 'reasons'}`
}

function maxBy(
  partitions: readonly PartitionProgress[],
  value: (one: PartitionProgress) => number | null,
): PartitionProgress | null {
  let best: PartitionProgress | null = null
  let highest = Number.NEGATIVE_INFINITY
  for (const one of partitions) {
    const own = value(one)
    if (own !== null && own > highest) {
      best = one
      highest = own
    }
  }
  return best
}
