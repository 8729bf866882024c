import { Bytes } from '@/components/ui/bytes'
import type { Column } from '@/components/ui/column'
import { Count } from '@/components/ui/count'
import { Offset } from '@/components/ui/offset'
import { ReplicaChips } from '@/components/ui/replica-chips'
import { Since } from '@/components/ui/since'
import { Unknown } from '@/components/ui/unknown'
import { PartitionLink } from './partition-link'
import type { TopicPartition } from './topic-page-view'
import { compareTopicStatus, TopicStatus, topicStatusWord } from './topic-status'

type Row = TopicPartition

const byPartition = (a: Row, b: Row) => a.partition - b.partition

function byInteger(read: (row: Row) => bigint | null) {
  return (a: Row, b: Row) => {
    const [left, right] = [read(a) ?? -1n, read(b) ?? -1n]
    return left < right ? -1 : left > right ? 1 : byPartition(a, b)
  }
}

const whole = (value: string | null) => (value === null ? null : BigInt(value))

/** Records between the two ends; null when either is unknown. Transactions and compaction make it an upper bound. */
function messages(row: Row): bigint | null {
  const [start, end] = [whole(row.startOffset), whole(row.endOffset)]
  return start === null || end === null ? null : end - start
}

/** How many in-sync replicas can still be lost before writes are refused; below zero they are. */
function margin(row: Row): number | null {
  return row.minInsyncReplicas === null ? null : row.isr.length - row.minInsyncReplicas
}

function Margin({ row }: { row: Row }) {
  const left = margin(row)
  if (left === null) return <Unknown reason={row.minInsyncReplicasReason} />
  if (left < 0) return <b className="t-minisr">{`\u2212${-left}`}</b>
  return left === 0 && row.replicas.length > row.isr.length ? <b className="t-urp">0</b> : String(left)
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
  {
    id: 'state',
    header: 'State',
    sort: (a, b) => compareTopicStatus(a.status, b.status) || byPartition(a, b),
    cell: (row) => <TopicStatus status={row.status} reason={row.cause ?? row.unknownReason} />,
    text: (row) => topicStatusWord(row.status),
  },
  {
    id: 'since',
    header: 'Since',
    unit: 'UTC',
    sort: (a, b) => (a.since ?? 0) - (b.since ?? 0) || byPartition(a, b),
    cell: (row) => <Since at={row.since} reason={row.sinceReason} />,
    text: (row) => (row.since === null ? '' : new Date(row.since).toISOString()),
  },
  {
    id: 'leader',
    header: 'Leader',
    align: 'right',
    sort: (a, b) => (a.leader ?? -1) - (b.leader ?? -1) || byPartition(a, b),
    cell: (row) =>
      row.leader ?? (row.unknownReason ? <Unknown reason={row.unknownReason} /> : <b className="t-offline">none</b>),
    text: (row) => String(row.leader ?? ''),
  },
  {
    id: 'replicas',
    header: 'Replicas',
    cell: (row) => (
      <ReplicaChips
        replicas={row.replicas}
        leader={row.leader}
        isr={row.isr}
        offline={row.offlineReplicas}
        adding={row.addingReplicas}
        removing={row.removingReplicas}
        preferred={row.preferredLeader}
      />
    ),
    text: (row) => row.replicas.join(' '),
  },
  {
    id: 'isr',
    header: 'ISR',
    sort: (a, b) => a.isr.length - b.isr.length || byPartition(a, b),
    cell: (row) => (
      <span className={row.isr.length < row.replicas.length ? 't-urp' : undefined}>
        {row.isr.length} of {row.replicas.length}
      </span>
    ),
    text: (row) => row.isr.join(' '),
  },
  {
    id: 'margin',
    header: 'Margin',
    align: 'right',
    hideBelow: 'md',
    sort: (a, b) => (margin(a) ?? -99) - (margin(b) ?? -99) || byPartition(a, b),
    cell: (row) => <Margin row={row} />,
    text: (row) => String(margin(row) ?? ''),
  },
  {
    id: 'epoch',
    header: 'Epoch',
    align: 'right',
    hideBelow: 'lg',
    sort: (a, b) => (a.leaderEpoch ?? -1) - (b.leaderEpoch ?? -1) || byPartition(a, b),
    cell: (row) => <Count value={row.leaderEpoch} reason={row.unknownReason} />,
    text: (row) => String(row.leaderEpoch ?? ''),
  },
  {
    id: 'start',
    header: 'Start offset',
    align: 'right',
    hideBelow: 'lg',
    sort: byInteger((row) => whole(row.startOffset)),
    cell: (row) => <Offset value={row.startOffset} reason={row.offsetReason} />,
    text: (row) => row.startOffset ?? '',
  },
  {
    id: 'end',
    header: 'End offset',
    align: 'right',
    sort: byInteger((row) => whole(row.endOffset)),
    cell: (row) => <Offset value={row.endOffset} reason={row.offsetReason} />,
    text: (row) => row.endOffset ?? '',
  },
  {
    id: 'messages',
    header: 'Messages',
    align: 'right',
    hideBelow: 'md',
    sort: byInteger(messages),
    cell: (row) => <Count value={messages(row)?.toString() ?? null} reason={row.offsetReason} />,
    text: (row) => String(messages(row) ?? ''),
  },
  {
    id: 'size',
    header: 'Size',
    unit: 'of the leader',
    align: 'right',
    sort: byInteger((row) => whole(row.sizeBytes)),
    cell: (row) => <Bytes value={row.sizeBytes} reason={row.sizeReason} />,
    text: (row) => row.sizeBytes ?? '',
  },
  {
    id: 'cause',
    header: 'Cause',
    defaultHidden: true,
    cell: (row) => <span className="mut">{row.cause}</span>,
    text: (row) => row.cause ?? '',
  },
]
