import type { TimeLagSource } from '../model/group-progress'
import type { GroupPosition, LogPosition } from './log-position'

/** Age of the first record a group has not read, in ms; null with the reason beside it, which also says why it is no more than `at-least`. */
export type TimeLag =
  | { ms: number; source: TimeLagSource; reason: string | null; writtenAt: number | null }
  | { ms: null; source: null; reason: string; writtenAt: null }

/**
 * How old the first unread record is: it was written between the last recorded end of the log that lies at or below it and
 * the next one, in proportion. 0 exactly when nothing waits. `ends` are recorded log ends, newest first, read only as far
 * back as needed; `writtenAt` (epoch ms) holds as long as this record stays the first.
 */
export function timeLag({ committed, start, end, now }: GroupPosition, ends: Iterable<LogPosition>): TimeLag {
  if (committed > end) return unknown('it committed beyond the end of the log, which was shortened or made anew')
  if (committed === end) return { ms: 0, source: 'interpolated', reason: null, writtenAt: null }
  const unread = firstUnread({ committed, start })
  if (unread >= end) return unknown('all records it has not read are deleted')
  let later: LogPosition = { at: now, offset: end }
  for (const recorded of ends) {
    // Records above a later end were cut off since: their offsets have been given to others.
    if (recorded.offset > later.offset || recorded.at > later.at) continue
    if (recorded.offset <= unread) return found(writtenBetween(recorded, later, unread), now, 'interpolated')
    later = recorded
  }
  if (later.at >= now) return unknown('the log has been watched too short a time')
  return found(later.at, now, 'at-least')
}

/** Where records were deleted before they were read, the oldest that is left is the first it can read. */
export function firstUnread({ committed, start }: Pick<GroupPosition, 'committed' | 'start'>): bigint {
  return start !== null && start > committed ? start : committed
}

/** What the log itself said of the time of a record. */
export interface RecordTime {
  /** Where it was looked for; the record may lie behind it, when others were compacted away. */
  offset: bigint
  /** Epoch ms; null with the reason beside it. */
  at: number | null
  reason: string | null
}

/**
 * The same by the record's own timestamp, where recorded ends do not reach back to it. A timestamp later than the moment
 * at which the record was known to be there is wrong, and leaves `at-least`. Of a record that was the first unread one a
 * moment ago, the time tells what lies between it and the ends.
 */
export function timeLagByRecord(lag: TimeLag, position: GroupPosition, record: RecordTime): TimeLag {
  const { end, now } = position
  const unread = firstUnread(position)
  if (lag.source === 'interpolated' || unread >= end || record.offset > unread) return lag
  const thereAt = lag.writtenAt ?? now
  const because = (reason: string): TimeLag =>
    lag.ms === null ? unknown(`${lag.reason}; ${reason}`) : { ...lag, reason }
  if (record.at === null) return record.reason === null ? lag : because(record.reason)
  if (record.at > thereAt) return because('the timestamp of the record is later than the record')
  if (record.offset === unread) return found(record.at, now, 'record')
  const before = { at: record.at, offset: record.offset }
  return found(writtenBetween(before, { at: thereAt, offset: end }, unread), now, 'interpolated')
}

function unknown(reason: string): TimeLag {
  return { ms: null, source: null, reason, writtenAt: null }
}

function found(writtenAt: number, now: number, source: TimeLagSource): TimeLag {
  return { ms: Math.max(1, Math.round(now - writtenAt)), source, reason: null, writtenAt }
}

/** A part of a million is finer than any reading of the clock. */
const PARTS = 1_000_000n

/** When an offset was given to a record, between two ends of the log; of the moment within its share, the middle. */
function writtenBetween(before: LogPosition, after: LogPosition, offset: bigint): number {
  const part = ((2n * (offset - before.offset) + 1n) * PARTS) / (2n * (after.offset - before.offset))
  return before.at + ((after.at - before.at) * Number(part)) / Number(PARTS)
}
