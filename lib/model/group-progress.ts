/** Burrow's words; `null` verdicts carry a reason instead. */
export type LagVerdict = 'OK' | 'WARN' | 'ERR' | 'STOP' | 'STALL' | 'REWIND'

/** How a time lag was found: between recorded log ends, by the record's own timestamp, or only that it is older than all of them. */
export type TimeLagSource = 'interpolated' | 'record' | 'at-least'

/**
 * How a group keeps up, as our own history of its commits and of log ends tells; int64 as decimal strings.
 * Source: computed from the offsets topic, OffsetFetch and ListOffsets; keyed by group id. A null has its reason beside it.
 */
export interface GroupProgress {
  id: string
  /** Worst of its partitions. */
  verdict: LagVerdict | null
  verdictReason: string | null
  /** The verdict in a plain sentence; null without one. */
  sentence: string | null
  /** Age of the first unconsumed record of the partition furthest behind. */
  timeLagMs: number | null
  timeLagSource: TimeLagSource | null
  /** Also beside a time lag that is only `at-least`. */
  timeLagReason: string | null
  /** Change of the total lag over the last minutes; positive when it grows. */
  lagPerMinute: number | null
  lagPerMinuteReason: string | null
  /** Until the slowest partition has caught up, ms. */
  etaMs: number | null
  etaReason: string | null
  /** The partition it waits for; `never`: at present rates that one does not catch up. Null where nothing waits. */
  slowest: { topic: string; partition: number; never: boolean } | null
  /** Latest commit, epoch ms. */
  lastCommitAt: number | null
  lastCommitReason: string | null
  /** Total lag a minute apart over the last half hour, oldest first; null where it was not known. */
  trend: (number | null)[]
  /** Part of the time for which its topic keeps records that the first unread one has used up, of the partition where that is most. */
  retention: { topic: string; partition: number; usedPercent: number; keptMs: number } | null
  retentionReason: string | null
  /** Records the group can never read any more, or the time until there are some; the worst partition. */
  loss: { topic: string; partition: number; lost: string | null; inMs: number | null } | null
}
