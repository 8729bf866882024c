import Link from 'next/link'
import { Since } from '@/components/ui/since'
import { StateBadge } from '@/components/ui/state-badge'
import { Unknown } from '@/components/ui/unknown'
import type { PartitionRow } from '@/lib/rows/partition-row'
import { STATUS_CELL, STATUS_WORD } from '@/lib/rows/partition-status'
import { PartitionReplicas } from './partition-replicas'

/** One cell of the map in full: name, state, since, replicas and how many of them acks=all needs. */
export function CellCard({ row, href }: { row: PartitionRow; href: string }) {
  return (
    <>
      <Link className="mono cell-name" href={href} prefetch={false} tabIndex={-1}>
        {row.topic}-{row.partition}
      </Link>
      <StateBadge state={STATUS_CELL[row.status]}>{STATUS_WORD[row.status]}</StateBadge>
      <dl>
        <dt>since</dt>
        <dd>
          <Since at={row.since} reason={row.sinceReason} />
        </dd>
        <dt>replicas</dt>
        <dd>
          <PartitionReplicas row={row} />
        </dd>
        <dt>min ISR</dt>
        <dd>
          {row.minInsyncReplicas === null ? (
            <Unknown reason={row.minInsyncReplicasReason} />
          ) : (
            `${row.isr.length} of ${row.minInsyncReplicas} needed`
          )}
        </dd>
      </dl>
    </>
  )
}
