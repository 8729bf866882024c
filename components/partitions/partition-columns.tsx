import { PartitionLink } from '@/components/topics/partition-link'
import { TOPIC_PARTITION_COLUMNS } from '@/components/topics/topic-partition-columns'
import type { Column } from '@/components/ui/column'
import { Since } from '@/components/ui/since'
import { StateBadge } from '@/components/ui/state-badge'
import { STATUS_CELL, STATUS_WORD } from '@/lib/health/partition-status'
import { compareNames } from '@/lib/views/partition-row'
import { bySeverity, type ListedPartition } from './partition-list-view'

const byName = (a: ListedPartition, b: ListedPartition) => compareNames(a.topic, b.topic) || a.partition - b.partition

/** A column that a topic's own table shows the same way. */
function shared(id: string): Column<ListedPartition> {
  const column = TOPIC_PARTITION_COLUMNS.find((one) => one.id === id)
  if (!column) throw new Error(`a topic's partitions have no column ${id}`)
  return column
}

/** The columns of all partitions, in their order on screen. */
export const PARTITION_COLUMNS: Column<ListedPartition>[] = [
  {
    id: 'state',
    header: 'State',
    sort: bySeverity,
    cell: (row) => (
      <span title={row.unknownReason ?? undefined}>
        <StateBadge state={STATUS_CELL[row.status]}>{STATUS_WORD[row.status]}</StateBadge>
      </span>
    ),
    text: (row) => STATUS_WORD[row.status],
  },
  {
    id: 'partition',
    header: 'Partition',
    mono: true,
    sort: byName,
    cell: (row) => <PartitionLink topic={row.topic} partition={row.partition} />,
    text: (row) => `${row.topic}-${row.partition}`,
  },
  {
    id: 'since',
    header: 'Since',
    unit: 'UTC',
    sort: (a, b) => (a.since ?? 0) - (b.since ?? 0) || byName(a, b),
    cell: (row) => <Since at={row.since} reason={row.sinceReason} ms />,
    text: (row) => (row.since === null ? '' : new Date(row.since).toISOString()),
  },
  shared('leader'),
  shared('replicas'),
  shared('isr'),
  shared('margin'),
  shared('epoch'),
  shared('end'),
  // The narrowest window that shows the cause has no room for its unit.
  { ...shared('size'), unit: undefined },
  {
    id: 'cause',
    header: 'Cause',
    hideBelow: 'lg',
    sort: (a, b) => compareNames(a.cause ?? '', b.cause ?? '') || byName(a, b),
    cell: (row) => <span className="mut">{row.cause ?? row.unknownReason}</span>,
    text: (row) => row.cause ?? row.unknownReason ?? '',
  },
  { ...shared('start'), defaultHidden: true },
]
