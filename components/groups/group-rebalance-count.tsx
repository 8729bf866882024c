import Link from 'next/link'
import { useParams } from 'next/navigation'
import { Unknown } from '@/components/ui/unknown'
import { formatCount } from '@/lib/format'
import { paths } from '@/lib/paths'
import type { GroupRow } from '@/lib/rows/group-row'

/** Why nothing is known of a group's rebalances. */
export const NOT_READ = 'what __consumer_offsets tells of it has not been read'

/** How often a group rebalanced in the last hour; at least that where not the whole hour is known. */
export function RebalanceCount({ rebalances }: Pick<GroupRow, 'rebalances'>) {
  if (rebalances?.lastHour == null) return <Unknown reason={rebalances?.reason ?? NOT_READ} />
  const { lastHour, reason, storm } = rebalances
  const why = storm === null ? reason : `${storm.count} in 10 min: more than three is a storm`
  return (
    <span className={storm === null ? undefined : 'up'} title={why ?? undefined}>
      {reason !== null && '≥\u00a0'}
      {formatCount(lastHour)}
    </span>
  )
}

/** The same, opening the group's rebalances where there are any. */
export function GroupRebalanceCount({ id, rebalances }: Pick<GroupRow, 'id' | 'rebalances'>) {
  const { cluster } = useParams<{ cluster: string }>()
  if (rebalances?.lastHour == null || rebalances.last === null) return <RebalanceCount rebalances={rebalances} />
  return (
    <Link href={paths.group(cluster, id, 'rebalances')} prefetch={false}>
      <RebalanceCount rebalances={rebalances} />
    </Link>
  )
}

/** The count for CSV; "≥ 3" where not the whole hour is known. */
export function rebalanceCountText(rebalances: GroupRow['rebalances']): string {
  if (rebalances?.lastHour == null) return ''
  return `${rebalances.reason === null ? '' : '≥ '}${rebalances.lastHour}`
}
