import { formatDuration } from '../format'
import { type BurrowVerdict, burrowVerdict, type SeenCommit } from '../health/burrow-verdict'
import type { TimeLagSource } from '../model/group-progress'
import { type DataLoss, dataLoss, type Retention } from './data-loss'
import type { GroupPosition, LogPosition } from './log-position'
import { type EarlierPosition, noRates, type Rates, rates } from './rates'
import type { TimeLag } from './time-lag'

/** How a group keeps up in one partition; int64 as decimal strings, a null has its reason beside it. */
export interface PartitionProgress extends Rates, DataLoss {
  topic: string
  partition: number
  lag: string | null
  lagReason: string | null
  verdict: BurrowVerdict['verdict'] | null
  verdictReason: string | null
  sentence: string | null
  /** What the verdict rests on, in words; empty without one. */
  evidence: string[]
  timeLagMs: number | null
  timeLagSource: TimeLagSource | null
  timeLagReason: string | null
  /** For how long its topic keeps records; null where they are not deleted for their age, or that is not known. */
  keptMs: number | null
  /** Epoch ms. */
  lastCommitAt: number | null
  /** Also beside a time, when that is not exact. */
  lastCommitReason: string | null
}

/** All that is recorded of a group in one partition. */
export interface RecordedPartition {
  topic: string
  partition: number
  /** Null while either of both offsets is not known; then `unknown` says why. */
  position: GroupPosition | null
  unknown: string | null
  timeLag: (position: GroupPosition) => TimeLag
  /** Oldest first. */
  commits: readonly SeenCommit[]
  /** Why the times of commits are unknown, or not exact. */
  commitsReason: string | null
  /** Since when at least nothing was committed, where no commit was seen; epoch ms, null when that is not known. */
  silentSince: number | null
  /** Recorded ends of the log for the verdict, oldest first. */
  ends: readonly LogPosition[]
  earlier: EarlierPosition | null
  startThen: LogPosition | null
  retention: Retention
}

/** One partition judged by its recorded history. */
export function partitionProgress(recorded: RecordedPartition): PartitionProgress {
  const { topic, partition, position, commits, commitsReason } = recorded
  const last = commits.at(-1)
  const { retentionMs, deletes } = recorded.retention
  const commit = {
    // A time of use is far below 2^53 ms.
    keptMs: retentionMs === null || !deletes ? null : Number(retentionMs),
    lastCommitAt: last?.at ?? null,
    lastCommitReason: last ? commitsReason : (commitsReason ?? 'no commit has been seen'),
  }
  if (position === null) {
    const reason = recorded.unknown ?? 'not read yet'
    return {
      topic,
      partition,
      lag: null,
      lagReason: reason,
      ...judged(null, reason),
      ...aged({ ms: null, source: null, reason, writtenAt: null }),
      ...noRates(reason),
      ...{ lost: null, lostReason: reason, lossInMs: null, lossReason: reason },
      ...commit,
    }
  }
  const lag = position.end - position.committed
  const age = recorded.timeLag(position)
  const speed = rates(position, recorded.earlier)
  const shortened = 'it committed beyond the end of the log, which was shortened or made anew'
  return {
    topic,
    partition,
    lag: lag < 0n ? null : String(lag),
    lagReason: lag < 0n ? shortened : null,
    ...(lag < 0n ? judged(null, shortened) : verdictOn(position, recorded)),
    ...aged(age),
    ...speed,
    ...dataLoss(position, {
      lag: age,
      speed,
      retention: recorded.retention,
      startThen: recorded.startThen,
    }),
    ...commit,
  }
}

type Judged = Pick<PartitionProgress, 'verdict' | 'verdictReason' | 'sentence' | 'evidence'>

function judged(verdict: BurrowVerdict | null, reason: string | null): Judged {
  return {
    verdict: verdict?.verdict ?? null,
    verdictReason: reason,
    sentence: verdict?.sentence ?? null,
    evidence: verdict?.evidence ?? [],
  }
}

/** Ends that were read over less than this show no group to have stopped. */
const LEAST_ENDS_MS = 20_000

function verdictOn(
  { committed, end, now }: GroupPosition,
  { commits, commitsReason, silentSince, ends }: RecordedPartition,
): Judged {
  const lag = end - committed
  const since = ends[0]?.at ?? now
  const watched = now - since >= LEAST_ENDS_MS
  const [first, ...rest] = commits.length > 0 ? commits : silentCommit(silentSince, committed, now)
  if (first === undefined && lag === 0n)
    return judged({ verdict: 'OK', sentence: 'It has read everything.', evidence: ['lag now: 0'] }, null)
  if (lag > 0n && !watched) return judged(null, 'the log has been watched too short a time')
  if (first === undefined) return judged(null, commitsReason ?? 'no commit has been seen')
  // A single commit just made looks like the last one of a group that stopped.
  if (lag > 0n && rest.length === 0 && first.at >= since) return judged(null, 'only one commit has been seen')
  const verdict = burrowVerdict({ commits: [first, ...rest], ends: ends.map(({ offset }) => offset), lag, now })
  if (commits.length > 0) return judged(verdict, null)
  const silence = `no commit seen for at least ${formatDuration(now - first.at)}`
  return judged({ ...verdict, evidence: [silence, ...verdict.evidence.slice(1)] }, null)
}

/** Without a commit to compare with, a shorter silence than this shows nothing. */
const LEAST_SILENCE_MS = 600_000

/** A group that committed before all we have read: its last commit is at least that old. */
function silentCommit(since: number | null, offset: bigint, now: number): SeenCommit[] {
  return since === null || now - since < LEAST_SILENCE_MS ? [] : [{ offset, at: since, lag: null }]
}

function aged({
  ms,
  source,
  reason,
}: TimeLag): Pick<PartitionProgress, 'timeLagMs' | 'timeLagSource' | 'timeLagReason'> {
  return { timeLagMs: ms, timeLagSource: source, timeLagReason: reason }
}
