import type { GroupCoverage } from '@/lib/model/consumer-group'
import { groupBy } from '../kafka/group-by'

const NO_LEADER = 'the partition has no leader'

/**
 * Which partitions of the offsets topic could not be listed, by broker and reason. `leaders` by partition number, null
 * where the topic is not known: a broker that failed is a gap all the same, of no known partitions.
 */
export function groupCoverage(
  leaders: readonly (number | null)[] | null,
  brokers: ReadonlySet<number>,
  failures: ReadonlyMap<number, string>,
): GroupCoverage {
  if (leaders === null) {
    const gaps = [...failures].map(([broker, reason]) => ({ partitions: [], broker, reason }))
    return { partitions: null, gaps: gaps.sort((a, b) => a.broker - b.broker) }
  }
  const reasonOf = (leader: number | null): string | null => {
    if (leader === null) return NO_LEADER
    return failures.get(leader) ?? (brokers.has(leader) ? null : `broker ${leader} is not in the cluster`)
  }
  const gaps = [...groupBy(leaders.keys(), (partition) => leaders[partition] ?? null)].flatMap(
    ([broker, partitions]) => {
      const reason = reasonOf(broker)
      return reason === null ? [] : [{ partitions, broker, reason }]
    },
  )
  return { partitions: leaders.length, gaps: gaps.sort((a, b) => (a.broker ?? -1) - (b.broker ?? -1)) }
}
