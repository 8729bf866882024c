import { setTimeout as delay } from 'node:timers/promises'
import { until } from '../cluster/until'
import { figure, percentile } from './figures'
import type { CommittingGroup, WrittenTopic } from './lag-truth'

const SAMPLES = 90
const APART_MS = 500

/** The part of `GET …/group` that is read. */
interface GroupAnswer {
  offsets: { committed: string | null; timeLagMs: number | null }[]
}

/** A group that stays behind, and how exact the product has to be about it. */
export interface BehindOptions {
  what: string
  url: string
  group: CommittingGroup
  written: WrittenTopic
  /** How old the first record it has not read is, ms. */
  behindMs: number
  limitMs: number
}

/** The error of the time lag told, beside the time the first unread record bears. */
export async function timeLagError(options: BehindOptions): Promise<string[]> {
  const { what, group, written, behindMs, limitMs } = options
  let following = true
  const follow = async () => {
    while (following) {
      const old = Date.now() - behindMs
      const offset = written.timestamps.findIndex((timestamp) => timestamp >= old)
      if (offset > 0) await group.commit(offset)
      await delay(1_000)
    }
  }
  const followed = follow()
  const errors: number[] = []
  let unknown = 0
  try {
    // Until the log was watched for as long as the group is behind, the product gives a lower bound, and says so.
    await until(`${what}: a time lag`, async () => (await sourceOf(options)) === 'interpolated', 60_000)
    for (let index = 0; index < SAMPLES; index += 1) {
      const { committed, timeLagMs } = await told(options)
      const now = Date.now()
      const first = committed === null ? undefined : written.timestamps[Number(committed)]
      if (timeLagMs === null || first === undefined) unknown += 1
      else errors.push(Math.abs(timeLagMs - (now - first)))
      await delay(APART_MS)
    }
  } finally {
    following = false
    await followed
  }
  const more = `p95 ${percentile(errors, 0.95).toFixed(0)} ms, of ${errors.length} samples, ${unknown} not known`
  return [figure(`time lag ${what}: median error`, percentile(errors, 0.5), 'ms', limitMs, more)]
}

async function told({ url, group: { group } }: BehindOptions): Promise<GroupAnswer['offsets'][number]> {
  const answer = await fetch(`${url}/api/v1/clusters/default/group?id=${group}`)
  // The contract of the route, see `groupAnswer`.
  const { offsets } = (await answer.json()) as GroupAnswer
  const [first] = offsets
  if (!first) throw new Error(`nothing is known of ${group} yet`)
  return first
}

async function sourceOf({ url, group: { group } }: BehindOptions): Promise<string | null> {
  const answer = await fetch(`${url}/api/v1/clusters/default/group/history?id=${group}`)
  // The contract of the route, see `groupHistoryAnswer`.
  const { partitions } = (await answer.json()) as { partitions: { timeLagSource: string | null }[] }
  return partitions[0]?.timeLagSource ?? null
}
