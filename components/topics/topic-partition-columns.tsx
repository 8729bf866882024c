import { PARTITION_CELLS, PARTITION_NUMBER_CELLS } from '@/components/partitions/partition-cells'
import type { Column } from '@/components/ui/column'
import { Count } from '@/components/ui/count'
import { ascending } from '@/components/ui/table/ascending'
import type { NumberedPartition } from '@/lib/rows/partition-numbers'
import { PartitionLink } from './partition-link'

type Row = NumberedPartition

const byPartition = (a: Row, b: Row) => a.partition - b.partition

/** Records between the two ends; null when either is unknown. Transactions and compaction make it an upper bound. */
function messages({ startOffset, endOffset }: Row): bigint | null {
  return startOffset === null || endOffset === null ? null : BigInt(endOffset) - BigInt(startOffset)
}

/** The columns of a topic's partitions, in their order on screen. */
export const TOPIC_PARTITION_COLUMNS: Column<Row>[] = [
  {
    id: 'p',
    header: 'Partition',
    mono: true,
    sort: byPartition,
    cell: (row) => <PartitionLink topic={row.topic} partition={row.partition} short />,
    text: (row) => String(row.partition),
  },
  PARTITION_CELLS.state,
  PARTITION_CELLS.since,
  PARTITION_CELLS.leader,
  PARTITION_CELLS.replicas,
  PARTITION_CELLS.isr,
  PARTITION_CELLS.margin,
  PARTITION_CELLS.epoch,
  PARTITION_NUMBER_CELLS.start,
  PARTITION_NUMBER_CELLS.end,
  {
    id: 'messages',
    header: 'Messages',
    align: 'right',
    hideBelow: 'md',
    sort: ascending(messages, byPartition),
    cell: (row) => <Count value={messages(row)?.toString() ?? null} reason={row.offsetReason} />,
    text: (row) => String(messages(row) ?? ''),
  },
  PARTITION_NUMBER_CELLS.size,
  {
    id: 'cause',
    header: 'Cause',
    defaultHidden: true,
    cell: (row) => <span className="mut">{row.cause}</span>,
    text: (row) => row.cause ?? '',
  },
]
