import { PartitionLink } from '@/components/topics/partition-link'
import { compareTopicStatus, TopicStatus, topicStatusWord } from '@/components/topics/topic-status'
import { Bytes } from '@/components/ui/bytes'
import type { Column } from '@/components/ui/column'
import { Count } from '@/components/ui/count'
import { Offset } from '@/components/ui/offset'
import { Since } from '@/components/ui/since'
import { ascending, ascendingInt64 } from '@/components/ui/table/ascending'
import { Unknown } from '@/components/ui/unknown'
import type { NumberedPartition } from '@/lib/rows/partition-numbers'
import type { PartitionRow } from '@/lib/rows/partition-row'
import { byName } from './by-name'
import { PartitionReplicas } from './partition-replicas'

type PartitionCell = 'partition' | 'state' | 'since' | 'leader' | 'replicas' | 'isr' | 'margin' | 'epoch'
type NumberCell = 'start' | 'end' | 'size'

const byPartition = (a: PartitionRow, b: PartitionRow) => a.partition - b.partition

/** How many in-sync replicas can still be lost before writes are refused; below zero they are. */
function margin(row: PartitionRow): number | null {
  return row.minInsyncReplicas === null ? null : row.isr.length - row.minInsyncReplicas
}

function Margin({ row }: { row: PartitionRow }) {
  const left = margin(row)
  if (left === null) return <Unknown reason={row.minInsyncReplicasReason} />
  if (left < 0) return <b className="t-minisr">{`\u2212${-left}`}</b>
  return left === 0 && row.replicas.length > row.isr.length ? <b className="t-urp">0</b> : String(left)
}

/** What every table of partitions can show of a partition, by column id; each table picks its own and their order. */
export const PARTITION_CELLS: Record<PartitionCell, Column<PartitionRow>> = {
  partition: {
    id: 'partition',
    header: 'Partition',
    mono: true,
    sort: byName,
    cell: (row) => <PartitionLink topic={row.topic} partition={row.partition} />,
    text: (row) => `${row.topic}-${row.partition}`,
  },
  state: {
    id: 'state',
    header: 'State',
    sort: (a, b) => compareTopicStatus(a.status, b.status) || byName(a, b),
    cell: (row) => <TopicStatus status={row.status} reason={row.cause ?? row.unknownReason} />,
    text: (row) => topicStatusWord(row.status),
  },
  since: {
    id: 'since',
    header: 'Since',
    unit: 'UTC',
    sort: ascending((row) => row.since, byName),
    cell: (row) => <Since at={row.since} reason={row.sinceReason} />,
    text: (row) => (row.since === null ? '' : new Date(row.since).toISOString()),
  },
  leader: {
    id: 'leader',
    header: 'Leader',
    align: 'right',
    sort: ascending((row) => row.leader, byPartition),
    cell: (row) =>
      row.leader ?? (row.unknownReason ? <Unknown reason={row.unknownReason} /> : <b className="t-offline">none</b>),
    text: (row) => String(row.leader ?? ''),
  },
  replicas: {
    id: 'replicas',
    header: 'Replicas',
    cell: (row) => <PartitionReplicas row={row} />,
    text: (row) => row.replicas.join(' '),
  },
  isr: {
    id: 'isr',
    header: 'ISR',
    sort: ascending((row) => row.isr.length, byPartition),
    cell: (row) => (
      <span className={row.isr.length < row.replicas.length ? 't-urp' : undefined}>
        {row.isr.length} of {row.replicas.length}
      </span>
    ),
    text: (row) => row.isr.join(' '),
  },
  margin: {
    id: 'margin',
    header: 'Margin',
    align: 'right',
    hideBelow: 'md',
    sort: ascending(margin, byPartition),
    cell: (row) => <Margin row={row} />,
    text: (row) => String(margin(row) ?? ''),
  },
  epoch: {
    id: 'epoch',
    header: 'Epoch',
    align: 'right',
    hideBelow: 'lg',
    // Old brokers say −1 where they know no epoch.
    sort: ascending((row) => row.leaderEpoch ?? -1, byPartition),
    cell: (row) => <Count value={row.leaderEpoch} reason={row.unknownReason} />,
    text: (row) => String(row.leaderEpoch ?? ''),
  },
}

/** What tables show of a partition that joined its moving numbers, by column id. */
export const PARTITION_NUMBER_CELLS: Record<NumberCell, Column<NumberedPartition>> = {
  start: {
    id: 'start',
    header: 'Start offset',
    align: 'right',
    hideBelow: 'lg',
    sort: ascendingInt64((row) => row.startOffset, byPartition),
    cell: (row) => <Offset value={row.startOffset} reason={row.offsetReason} />,
    text: (row) => row.startOffset ?? '',
  },
  end: {
    id: 'end',
    header: 'End offset',
    align: 'right',
    sort: ascendingInt64((row) => row.endOffset, byPartition),
    cell: (row) => <Offset value={row.endOffset} reason={row.offsetReason} />,
    text: (row) => row.endOffset ?? '',
  },
  size: {
    id: 'size',
    header: 'Size',
    unit: 'of the leader',
    align: 'right',
    sort: ascendingInt64((row) => row.sizeBytes, byPartition),
    cell: (row) => <Bytes value={row.sizeBytes} reason={row.sizeReason} />,
    text: (row) => row.sizeBytes ?? '',
  },
}
