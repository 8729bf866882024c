import { formatCount, formatDuration } from '../format'
import type { LagVerdict } from '../model/group-progress'

/** A commit as it was seen; `at` epoch ms by the coordinator's clock. */
export interface SeenCommit {
  offset: bigint
  at: number
  /** Records that waited behind it then; null where the end of the log was not known then. */
  lag: bigint | null
}

/** What a verdict on one partition is made of. */
export interface BurrowWindow {
  /** The last ten, oldest first; never empty. */
  commits: readonly [SeenCommit, ...SeenCommit[]]
  /** Recorded ends of the log, some seconds apart, oldest first. */
  ends: readonly bigint[]
  /** Records that wait now, behind the live end. */
  lag: bigint
  /** Epoch ms. */
  now: number
}

/** How one partition is read, why we think so, and what that rests on. */
export interface BurrowVerdict {
  verdict: Exclude<LagVerdict, 'ERR'>
  sentence: string
  evidence: string[]
}

/**
 * Burrow's rules in Burrow's order (`core/internal/evaluator/caching.go`), without thresholds: what counts is how commits
 * and log ends moved against each other. Ours is the live variant: the lag of now is that behind the live end, a commit
 * whose lag was not known then neither shows a caught-up moment nor a growing one, and one commit alone is no stall.
 */
export function burrowVerdict(window: BurrowWindow): BurrowVerdict {
  const verdict = verdictOf(window)
  return { verdict, sentence: sentenceOf(verdict, window), evidence: evidenceOf(window) }
}

function verdictOf({ commits, ends, lag, now }: BurrowWindow): BurrowVerdict['verdict'] {
  if (lag <= 0n) return 'OK'
  if (hasStopped(commits, now) && !wasCaughtUpWith(ends, commits)) return 'STOP'
  if (hasGoneBack(commits)) return 'REWIND'
  if (commits.some((one) => one.lag !== null && one.lag <= 0n)) return 'OK'
  if (commits.length > 1 && commits.every(({ offset }) => offset === commits[0].offset)) return 'STALL'
  return neverCaughtUp(commits) ? 'WARN' : 'OK'
}

type Commits = BurrowWindow['commits']

function lastOf(commits: Commits): SeenCommit {
  return commits.at(-1) ?? commits[0]
}

/** Silent for longer than all its last commits took. */
function hasStopped(commits: Commits, now: number): boolean {
  const last = lastOf(commits)
  return now - last.at > last.at - commits[0].at
}

function wasCaughtUpWith(ends: readonly bigint[], commits: Commits): boolean {
  const { offset } = lastOf(commits)
  return ends.some((end) => end <= offset)
}

/** It fell back, and has not reached again where it was. */
function hasGoneBack(commits: Commits): boolean {
  const fall = commits.findIndex((one, index) => index > 0 && one.offset < (commits[index - 1]?.offset ?? one.offset))
  const before = commits[fall - 1]
  return before !== undefined && !commits.slice(fall).some(({ offset }) => offset >= before.offset)
}

/** No lag that is known is smaller than the one known before it; one alone shows nothing. */
function neverCaughtUp(commits: Commits): boolean {
  const known = commits.flatMap(({ lag }) => (lag === null ? [] : [lag]))
  return known.length > 1 && known.every((lag, index) => lag >= (known[index - 1] ?? lag))
}

function sentenceOf(verdict: BurrowVerdict['verdict'], { commits, lag, now }: BurrowWindow): string {
  const last = lastOf(commits)
  const waiting = `${formatCount(lag)} ${lag === 1n ? 'record waits' : 'records wait'}`
  const span = formatDuration(last.at - commits[0].at)
  switch (verdict) {
    case 'STOP':
      return `It has committed nothing for ${formatDuration(now - last.at)}, and ${waiting}.`
    case 'REWIND':
      return `It went back to an earlier offset and has not reached again where it was; ${waiting}.`
    case 'STALL':
      return `It commits the same offset again and again for ${span}, and ${waiting}.`
    case 'WARN':
      return `It reads, but its lag has not shrunk once in its last ${commits.length} commits; ${waiting}.`
    case 'OK':
      return lag <= 0n ? 'It has read everything.' : `It keeps up; ${waiting}.`
  }
}

function evidenceOf({ commits, ends, lag, now }: BurrowWindow): string[] {
  const [first, last] = [commits[0], lastOf(commits)]
  const lags = commits.flatMap((one) => (one.lag === null ? [] : [formatCount(one.lag)]))
  const [from, to] = [ends[0], ends.at(-1)]
  const times =
    commits.length === 1
      ? 'one commit seen'
      : `${commits.length} commits within ${formatDuration(last.at - first.at)}, offsets ${first.offset} to ${last.offset}`
  return [
    `${times}, the last ${formatDuration(now - last.at)} ago`,
    ...(lags.length > 0 ? [`lag at these commits: ${lags.join(', ')}`] : ['the lag at these commits is not known']),
    ...(from !== undefined && to !== undefined ? [`end of the log at ${ends.length} readings: ${from} to ${to}`] : []),
    `lag now: ${formatCount(lag)}`,
  ]
}
