'use client'
import { useCallback, useMemo } from 'react'
import { Chip } from '@/components/ui/chip'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { useUrlState } from '@/components/ui/url-state'
import { partitionKey } from '@/lib/model/partition'
import { paths } from '@/lib/paths'
import type { GroupPartitionRow } from '@/lib/rows/group-partition-row'
import type { GroupView } from '@/lib/views/group'
import { GROUP_PARTITION_COLUMNS } from './group-partition-columns'

const everyRow = () => true
const keyOf = (row: GroupPartitionRow) => partitionKey(row.topic, row.partition)

/** Committed offset, log end and lag of each partition of one group; `?topic=` narrows it to one topic. */
export function GroupPartitions({ cluster, view, stale }: { cluster: string; view: GroupView; stale: boolean }) {
  const { row, partitions } = view
  const [topic, setTopic] = useUrlState('topic', '')
  const shown = useMemo(
    () => (topic === '' ? partitions : partitions.filter((one) => one.topic === topic)),
    [partitions, topic],
  )
  const hrefOf = useCallback((one: GroupPartitionRow) => paths.partition(cluster, one.topic, one.partition), [cluster])
  return (
    <>
      {(row.topics.length > 1 || topic !== '') && row.topics.length <= MOST_CHIPS && (
        <div className="flex flex-wrap items-center gap-2">
          <Chip pressed={topic === ''} count={partitions.length} onClick={() => setTopic('')}>
            All topics
          </Chip>
          {row.topics.map((name) => (
            <Chip
              key={name}
              pressed={topic === name}
              count={partitions.filter((one) => one.topic === name).length}
              onClick={() => setTopic(name)}
            >
              {name}
            </Chip>
          ))}
        </div>
      )}
      <DataTable
        caption="Lag"
        title="Lag"
        sub="by partition, furthest behind first"
        total={partitions.length}
        columns={GROUP_PARTITION_COLUMNS}
        rows={shown}
        getKey={keyOf}
        defaultSort="-lag"
        rowHref={hrefOf}
        isGhost={stale ? everyRow : undefined}
        empty={
          partitions.length === 0 ? (
            <EmptyState
              title="Nothing committed and nothing held"
              detail={`Lag unknown, not 0: ${row.lagReason ?? 'the group holds no partition'}.`}
            />
          ) : (
            <EmptyState
              title={`No partition of ${topic}`}
              detail={`${partitions.length} partitions of other topics.`}
              action={
                <Chip pressed={false} onClick={() => setTopic('')}>
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

const MOST_CHIPS = 12
