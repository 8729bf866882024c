import { formatCount } from '@/lib/format'
import type { GroupPartitionRow } from '@/lib/rows/group-partition-row'

/** Where most of the lag is: "most on orders-7: 1,204"; "nothing waits" where there is none. */
export function lagAtMost(rows: readonly Pick<GroupPartitionRow, 'topic' | 'partition' | 'lag'>[]): string {
  let worst: { name: string; lag: bigint } | null = null
  for (const { topic, partition, lag } of rows) {
    if (lag === null || (worst !== null && BigInt(lag) <= worst.lag)) continue
    worst = { name: `${topic}-${partition}`, lag: BigInt(lag) }
  }
  if (worst === null) return 'unknown'
  return worst.lag === 0n ? 'nothing waits' : `most on ${worst.name}: ${formatCount(worst.lag)}`
}
