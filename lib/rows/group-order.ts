import type { LagVerdict } from '../model/group-progress'
import type { GroupRow } from './group-row'
import { GROUP_STATUSES } from './group-status'
import { compareNames } from './partition-row'

const RANKS: readonly (LagVerdict | null)[] = ['STOP', 'ERR', 'STALL', 'REWIND', 'WARN', null, 'OK']

/** Worse comes first; who cannot be judged stands before those who keep up. */
export function verdictRank({ progress }: { progress: { verdict: LagVerdict | null } | null }): number {
  return RANKS.indexOf(progress?.verdict ?? null)
}

const STATUS_RANK = new Map(GROUP_STATUSES.map((status, index) => [status, index]))

/** The same order on the server and in every browser. */
export function byId(a: GroupRow, b: GroupRow): number {
  return compareNames(a.id, b.id)
}

/** Who needs somebody first; of one status the furthest behind, then by id. */
export function byStatusThenLag(a: GroupRow, b: GroupRow): number {
  return statusRank(a) - statusRank(b) || compareLag(b, a) || byId(a, b)
}

/** Without a coordinator first, then the worst verdict, then the longest time behind, then by status and lag. */
export function byNeed(a: GroupRow, b: GroupRow): number {
  return adrift(a) - adrift(b) || verdictRank(a) - verdictRank(b) || behind(b) - behind(a) || byStatusThenLag(a, b)
}

const MAX_INT64 = 9_223_372_036_854_775_807n

/** What `byNeed` compares, part by part ascending: the place of a row in that order, to go on from it later. */
export function needKey(row: GroupRow): (string | number)[] {
  const lag = row.lag === null ? -1n : BigInt(row.lag)
  // Of one width, so that texts stand in the order of numbers; the furthest behind comes first.
  const ahead = String(MAX_INT64 - lag).padStart(19, '0')
  return [adrift(row), verdictRank(row), -behind(row), statusRank(row), ahead, row.id]
}

function adrift({ status }: GroupRow): number {
  return status === 'adrift' ? 0 : 1
}

function behind({ progress }: GroupRow): number {
  return progress?.timeLagMs ?? -1
}

function statusRank({ status }: GroupRow): number {
  return STATUS_RANK.get(status) ?? 0
}

function compareLag(a: GroupRow, b: GroupRow): number {
  const left = a.lag === null ? -1n : BigInt(a.lag)
  const right = b.lag === null ? -1n : BigInt(b.lag)
  return left < right ? -1 : left > right ? 1 : 0
}
