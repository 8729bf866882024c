import { TopicStatus } from '@/components/topics/topic-status'
import type { Column } from '@/components/ui/column'
import { Since } from '@/components/ui/since'
import type { NumberedPartition } from '@/lib/rows/partition-numbers'
import { compareNames } from '@/lib/rows/partition-row'
import { byName } from './by-name'
import { PARTITION_CELLS, PARTITION_NUMBER_CELLS } from './partition-cells'
import { bySeverity } from './partition-list-view'

/** The columns of all partitions, in their order on screen. */
export const PARTITION_COLUMNS: Column<NumberedPartition>[] = [
  {
    ...PARTITION_CELLS.state,
    sort: bySeverity,
    // The cause has a column of its own here.
    cell: (row) => <TopicStatus status={row.status} reason={row.unknownReason} />,
  },
  PARTITION_CELLS.partition,
  { ...PARTITION_CELLS.since, cell: (row) => <Since at={row.since} reason={row.sinceReason} ms /> },
  PARTITION_CELLS.leader,
  PARTITION_CELLS.replicas,
  PARTITION_CELLS.isr,
  PARTITION_CELLS.margin,
  PARTITION_CELLS.epoch,
  PARTITION_NUMBER_CELLS.end,
  // The narrowest window that shows the cause has no room for its unit.
  { ...PARTITION_NUMBER_CELLS.size, unit: undefined },
  {
    id: 'cause',
    header: 'Cause',
    hideBelow: 'lg',
    sort: (a, b) => compareNames(a.cause ?? '', b.cause ?? '') || byName(a, b),
    cell: (row) => <span className="mut">{row.cause ?? row.unknownReason}</span>,
    text: (row) => row.cause ?? row.unknownReason ?? '',
  },
  { ...PARTITION_NUMBER_CELLS.start, defaultHidden: true },
]
