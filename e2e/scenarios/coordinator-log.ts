import { readFile } from 'node:fs/promises'
import type { Cluster } from '../cluster/cluster'

/** A rebalance its coordinator logged, after it completed it (classic), or as it began (KIP-848). */
export interface LoggedRebalance {
  /** Generation or group epoch. */
  generation: number
  /** Epoch ms. */
  at: number
  /** Members since; null where the line does not say. */
  members: number | null
}

const TIME = String.raw`^\[(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d),(\d{3})\] INFO .*`

/**
 * Every rebalance of a group that reaches its records, as the coordinators' logs tell: what the product should know, from
 * a source it never reads. Oldest first.
 */
export async function loggedRebalances(cluster: Cluster, group: string): Promise<LoggedRebalance[]> {
  const logs = await Promise.all(cluster.brokers.map(({ logFile }) => readFile(logFile, 'utf8')))
  return logs.flatMap((log) => rebalancesIn(log, group)).sort((a, b) => a.at - b.at)
}

/** Those in one log. */
export function rebalancesIn(log: string, group: string): LoggedRebalance[] {
  const name = group.replaceAll('.', String.raw`\.`)
  // A generation that was joined but got no assignment is in no record, so its "Stabilized" does not count.
  const assigned = `Assignment received from leader .*for group ${name} for generation (\\d+)\\. The group has (\\d+) members`
  const emptied = `Group ${name} with generation (\\d+) is now empty`
  const bumped = `\\[GroupId ${name}\\] Bumped group epoch to (\\d+) `
  const line = new RegExp(`${TIME}(?:${assigned}|${emptied}|${bumped})`, 'gm')
  return [...log.matchAll(line)].map(([, day, time, ms, filled, members, empty, epoch]) => ({
    generation: Number(filled ?? empty ?? epoch),
    at: new Date(`${day}T${time}.${ms}`).getTime(),
    members: filled !== undefined ? Number(members) : empty !== undefined ? 0 : null,
  }))
}
