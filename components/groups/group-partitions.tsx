'use client'
import { lazy, Suspense, useCallback, useMemo } from 'react'
import { Chip } from '@/components/ui/chip'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Skeleton } from '@/components/ui/skeleton'
import { useUrlState } from '@/components/ui/url-state'
import { partitionKey } from '@/lib/model/partition'
import { paths } from '@/lib/paths'
import type { GroupView } from '@/lib/views/group'
import type { GroupLagRow } from './group-lag-row'
import { GROUP_PARTITION_COLUMNS } from './group-partition-columns'
import { useOpenPartition } from './partition-verdict'

/** Fetched when the first row is opened. */
const GroupEvidence = lazy(() => import('./group-evidence').then((module) => ({ default: module.GroupEvidence })))

const everyRow = () => true
const keyOf = (row: GroupLagRow) => partitionKey(row.topic, row.partition)

/** How one group keeps up in each partition, `?topic=` narrows it to one topic; a row opens to show what its verdict rests on. */
export function GroupPartitions({
  cluster,
  view,
  rows: partitions,
  stale,
}: {
  cluster: string
  view: GroupView
  rows: readonly GroupLagRow[]
  stale: boolean
}) {
  const { row } = view
  const [open, toggle] = useOpenPartition()
  const [topic, setTopic] = useUrlState('topic', '')
  const shown = useMemo(
    () => (topic === '' ? partitions : partitions.filter((one) => one.topic === topic)),
    [partitions, topic],
  )
  const hrefOf = useCallback((one: GroupLagRow) => paths.partition(cluster, one.topic, one.partition), [cluster])
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
        title="Partitions"
        sub="furthest behind first; a verdict opens what it rests on"
        total={partitions.length}
        columns={GROUP_PARTITION_COLUMNS}
        rows={shown}
        getKey={keyOf}
        defaultSort="-lag"
        rowHref={hrefOf}
        onEnter={(one) => toggle(keyOf(one))}
        detail={(one) =>
          keyOf(one) === open ? (
            <Suspense fallback={<Skeleton rows={5} />}>
              <GroupEvidence cluster={cluster} id={row.id} row={one} />
            </Suspense>
          ) : null
        }
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
