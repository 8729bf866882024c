'use client'
import { useCallback, useMemo } from 'react'
import { Chip } from '@/components/ui/chip'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { useUrlState } from '@/components/ui/url-state'
import { paths } from '@/lib/paths'
import type { NumberedPartition } from '@/lib/rows/partition-numbers'
import { inPreset } from '@/lib/rows/partition-presets'
import { TOPIC_PARTITION_COLUMNS } from './topic-partition-columns'

const everyRow = () => true
const keyOf = (row: NumberedPartition) => String(row.partition)

/** The partitions of one topic: all, or those at risk. */
export function TopicPartitions({
  cluster,
  rows,
  gone,
}: {
  cluster: string
  rows: readonly NumberedPartition[]
  /** The topic is no more: its rows are what was last known. */
  gone: boolean
}) {
  const [show, setShow] = useUrlState('show', 'all')
  const atRisk = useMemo(() => rows.filter((row) => inPreset(row, 'at-risk')), [rows])
  const onlyRisk = show === 'at-risk'
  const hrefOf = useCallback((row: NumberedPartition) => paths.partition(cluster, row.topic, row.partition), [cluster])
  return (
    <>
      <div className="flex flex-wrap items-center gap-2">
        <Chip pressed={!onlyRisk} count={rows.length} onClick={() => setShow('all')}>
          All
        </Chip>
        <Chip pressed={onlyRisk} count={atRisk.length} onClick={() => setShow('at-risk')}>
          At risk
        </Chip>
      </div>
      <DataTable
        caption="Partitions"
        title="Partitions"
        sub={onlyRisk ? 'at risk' : undefined}
        total={rows.length}
        columns={TOPIC_PARTITION_COLUMNS}
        rows={onlyRisk ? atRisk : rows}
        getKey={keyOf}
        defaultSort="p"
        rowHref={hrefOf}
        isGhost={gone ? everyRow : undefined}
        empty={
          rows.length === 0 ? (
            <EmptyState title="No partition is known yet" detail="The brokers have not answered about this topic." />
          ) : (
            <EmptyState
              title="No partition is at risk"
              detail={`${rows.length} exist, all with every replica in sync.`}
              action={
                <Chip pressed={false} onClick={() => setShow('all')}>
                  Show all
                </Chip>
              }
            />
          )
        }
      />
    </>
  )
}
