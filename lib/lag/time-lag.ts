import type { TimeLagSource } from '../model/group-progress'
import type { GroupPosition, LogPosition } from './log-position'

/** Age of the first record a group has not read, in ms; null with the reason beside it. */
export type TimeLag =
  | { ms: number; source: TimeLagSource; reason: null; writtenAt: number | null }
  | { ms: null; source: null; reason: string; writtenAt: null }

/**
 * How old the first unread record is: it was written between the last recorded end of the log that lies at or below it and
 * the next one, in proportion. 0 exactly when nothing waits. `ends` are recorded log ends, newest first, read only as far
 * back as needed; `writtenAt` (epoch ms) holds as long as this record stays the first.
 */
export function timeLag({ committed, start, end, now }: GroupPosition, ends: Iterable<LogPosition>): TimeLag {
  if (committed > end) return unknown('it committed beyond the end of the log, which was shortened or made anew')
  if (committed === end) return { ms: 0, source: 'interpolated', reason: null, writtenAt: null }
  // Where records were deleted before they were read, the oldest that is left is the first it can read.
  const unread = start !== null && start > committed ? start : committed
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
