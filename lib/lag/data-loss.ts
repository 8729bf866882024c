import type { GroupPosition, LogPosition } from './log-position'
import type { Rates } from './rates'
import type { TimeLag } from './time-lag'

/** Records a group can never read any more, and how long until there are (more) of them. */
export interface DataLoss {
  /** Deleted before they were read, as decimal string; null with the reason beside it. */
  lost: string | null
  lostReason: string | null
  /** Until the first unread record is deleted, ms; null with the reason beside it. */
  lossInMs: number | null
  lossReason: string | null
}

/** How long a topic keeps its records. */
export interface Retention {
  /** `retention.ms`; null when not known or without limit. */
  retentionMs: bigint | null
  /** `cleanup.policy` names `delete`. */
  deletes: boolean
}

/** Nobody acts on a forecast that is further away, and rates of minutes do not tell of months. */
const HORIZON_MS = 30 * 86_400_000

/** The start of the log moves whole segments at a time: less than this says nothing of its speed. */
const LEAST_START_MS = 60_000

/**
 * What retention has taken, and when it will: by the time that is left to the first unread record, and by how fast the
 * start of the log comes nearer; the sooner of the two. Both assume that writing and reading go on as they do.
 * `startThen` is the earliest recorded start of the log.
 */
export function dataLoss(
  { committed, start, end, now }: GroupPosition,
  {
    lag,
    speed,
    retention,
    startThen,
  }: { lag: TimeLag; speed: Rates; retention: Retention; startThen: LogPosition | null },
): DataLoss {
  if (start === null) {
    const reason = 'the start of the log is not known'
    return { lost: null, lostReason: reason, lossInMs: null, lossReason: reason }
  }
  const lost = start > committed ? start - committed : 0n
  const none = { lost: String(lost), lostReason: null, lossInMs: null }
  if (committed >= end) return { ...none, lossReason: 'nothing waits to be read' }
  if (lost > 0n) return { ...none, lossInMs: 0, lossReason: null }
  const byStart = untilStartArrives(committed - start, startThen, { at: now, offset: start }, speed)
  const byAge = untilTooOld(end - committed, lag, speed, retention)
  const soonest = [byStart, byAge.ms].filter((ms) => ms !== null)
  if (soonest.length === 0) return { ...none, lossReason: byAge.reason }
  const lossInMs = Math.min(...soonest)
  if (lossInMs > HORIZON_MS) return { ...none, lossReason: 'as it reads now, not within 30 days' }
  return { ...none, lossInMs, lossReason: null }
}

/** Until the start of the log, at its speed, is where the group then is; null when it does not come nearer. */
function untilStartArrives(
  distance: bigint,
  then: LogPosition | null,
  { at, offset }: LogPosition,
  { consumedPerSecond }: Rates,
): number | null {
  if (then === null || at - then.at < LEAST_START_MS || offset <= then.offset || consumedPerSecond === null) return null
  const perMs = Number(((offset - then.offset) * 1_000_000_000n) / BigInt(at - then.at)) / 1_000_000_000
  const nearerPerMs = perMs - consumedPerSecond / 1_000
  return nearerPerMs > 0 ? Math.round(Number(distance) / nearerPerMs) : null
}

function untilTooOld(
  waiting: bigint,
  { ms, reason }: TimeLag,
  { producedPerSecond: produced, consumedPerSecond: consumed }: Rates,
  { retentionMs, deletes }: Retention,
): { ms: number | null; reason: string } {
  const not = (why: string) => ({ ms: null, reason: why })
  if (!deletes) return not('the topic is compacted, and deletes nothing for its age')
  if (retentionMs === null) return not('the topic keeps records for ever, or for how long is not known')
  if (ms === null) return not(reason)
  if (produced === null || consumed === null) return not('how fast it reads is not known yet')
  // Read as a number only here: a retention is a time, and no time of use is beyond 2^53 ms.
  const leftMs = Math.max(0, Number(retentionMs) - ms)
  if (consumed > 0 && consumed >= produced) {
    // All that waits is at most as old as its first record: it is safe when the last has its turn before that is too old.
    const readInMs = (Number(waiting) / consumed) * 1_000
    return readInMs <= leftMs
      ? not('it reads as fast as records are written')
      : not('reading what waits takes longer than its first records are kept: some may be deleted before their turn')
  }
  const agingPerMs = produced > 0 ? 1 - consumed / produced : 1
  return { ms: Math.round(leftMs / agingPerMs), reason: '' }
}
