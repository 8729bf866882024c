import { retentionInWords } from '@/components/configs/config-value'
import { Bytes } from '@/components/ui/bytes'
import type { Column } from '@/components/ui/column'
import { Count } from '@/components/ui/count'
import { Since } from '@/components/ui/since'
import { ascending, ascendingInt64 } from '@/components/ui/table/ascending'
import { Unknown } from '@/components/ui/unknown'
import { formatRate } from '@/lib/format'
import type { TopicRow } from '@/lib/rows/topic-row'
import { TopicGroupsLink } from './topic-groups-link'
import { TopicLink } from './topic-link'
import { byName, byStatusThenName, type ListedTopic } from './topic-list-view'
import { TopicStatus, topicStatusWord } from './topic-status'

const NOT_READ = 'not read yet'

const text = (value: string | number | null) => (value === null ? '' : String(value))
const iso = (at: number | null) => (at === null ? '' : new Date(at).toISOString())

function Messages({ row }: { row: TopicRow }) {
  const partial = row.messages !== null && row.partitions !== null && row.messagesKnown < row.partitions
  if (!partial) return <Count value={row.messages} reason={row.messagesReason ?? NOT_READ} />
  return (
    <span title={`${row.messagesKnown} of ${row.partitions} partitions known: ${row.messagesReason ?? NOT_READ}`}>
      ≥&nbsp;
      <Count value={row.messages} />
    </span>
  )
}

/** A count that is bad when it is not zero. */
function Trouble({ count, state }: { count: number; state: 'urp' | 'minisr' | 'offline' }) {
  return count === 0 ? <span className="faint">0</span> : <b className={`t-${state}`}>{count}</b>
}

/** The columns of the list of topics, in their order on screen. */
export const TOPIC_COLUMNS: Column<ListedTopic>[] = [
  {
    id: 'name',
    header: 'Topic',
    mono: true,
    sort: byName,
    cell: (row) => (
      <>
        <TopicLink name={row.name} />
        {row.internal && <span className="tag ml-2">internal</span>}
      </>
    ),
    text: (row) => row.name,
  },
  {
    id: 'status',
    header: 'Status',
    sort: byStatusThenName,
    cell: (row) => <TopicStatus status={row.status} reason={row.statusReason} />,
    text: (row) => topicStatusWord(row.status),
  },
  {
    id: 'since',
    header: 'Since',
    unit: 'UTC',
    hideBelow: 'lg',
    sort: ascending((row) => row.since, byName),
    cell: (row) => row.since !== null && <Since at={row.since} />,
    text: (row) => iso(row.since),
  },
  {
    id: 'partitions',
    header: 'Partitions',
    align: 'right',
    sort: ascending((row) => row.partitions, byName),
    cell: (row) => <Count value={row.partitions} reason={NOT_READ} />,
    text: (row) => text(row.partitions),
  },
  {
    id: 'rf',
    header: 'RF',
    align: 'right',
    sort: ascending((row) => row.replicationFactor, byName),
    cell: (row) => <Count value={row.replicationFactor} reason={NOT_READ} />,
    text: (row) => text(row.replicationFactor),
  },
  {
    id: 'min-isr',
    header: 'Min ISR',
    align: 'right',
    hideBelow: 'md',
    sort: ascending((row) => row.minInsyncReplicas, byName),
    cell: (row) => <Count value={row.minInsyncReplicas} reason={row.minInsyncReplicasReason ?? NOT_READ} />,
    text: (row) => text(row.minInsyncReplicas),
  },
  {
    id: 'out-of-sync',
    header: 'Out of sync',
    align: 'right',
    sort: ascending((row) => row.outOfSync, byName),
    cell: (row) => <Trouble count={row.outOfSync} state="urp" />,
    text: (row) => text(row.outOfSync),
  },
  {
    id: 'under-min-isr',
    header: 'Under min ISR',
    align: 'right',
    defaultHidden: true,
    sort: ascending((row) => row.underMinIsr, byName),
    cell: (row) => <Trouble count={row.underMinIsr} state="minisr" />,
    text: (row) => text(row.underMinIsr),
  },
  {
    id: 'offline',
    header: 'Offline',
    align: 'right',
    defaultHidden: true,
    sort: ascending((row) => row.offline, byName),
    cell: (row) => <Trouble count={row.offline} state="offline" />,
    text: (row) => text(row.offline),
  },
  {
    id: 'groups',
    header: 'Groups',
    align: 'right',
    hideBelow: 'md',
    sort: ascending((row) => row.groups, byName),
    cell: (row) => <TopicGroupsLink row={row} />,
    text: (row) => text(row.groups),
  },
  {
    id: 'messages',
    header: 'Messages',
    align: 'right',
    sort: ascendingInt64((row) => row.messages, byName),
    cell: (row) => <Messages row={row} />,
    text: (row) => text(row.messages),
  },
  {
    id: 'rate',
    header: 'Msgs',
    unit: '/s',
    align: 'right',
    sort: ascending((row) => row.messagesPerSecond, byName),
    cell: (row) =>
      row.messagesPerSecond === null ? (
        <Unknown reason="needs two readings of the end offsets" />
      ) : (
        formatRate(row.messagesPerSecond)
      ),
    text: (row) => text(row.messagesPerSecond),
  },
  {
    id: 'size',
    header: 'Size',
    align: 'right',
    sort: ascendingInt64((row) => row.sizeBytes, byName),
    cell: (row) => <Bytes value={row.sizeBytes} reason={row.sizeReason ?? NOT_READ} />,
    text: (row) => text(row.sizeBytes),
  },
  {
    id: 'retention',
    header: 'Retention',
    align: 'right',
    hideBelow: 'md',
    sort: ascendingInt64((row) => (row.retentionMs === '-1' ? '9223372036854775807' : row.retentionMs), byName),
    cell: (row) => retentionInWords(row.retentionMs) ?? <Unknown reason={row.minInsyncReplicasReason ?? NOT_READ} />,
    text: (row) => text(row.retentionMs),
  },
  {
    id: 'cleanup',
    header: 'Cleanup',
    hideBelow: 'lg',
    cell: (row) => row.cleanupPolicy ?? <Unknown reason={row.minInsyncReplicasReason ?? NOT_READ} />,
    text: (row) => text(row.cleanupPolicy),
  },
  {
    id: 'overrides',
    header: 'Overrides',
    align: 'right',
    defaultHidden: true,
    sort: ascending((row) => row.overrides, byName),
    cell: (row) => <Count value={row.overrides} reason={row.minInsyncReplicasReason ?? NOT_READ} />,
    text: (row) => text(row.overrides),
  },
  {
    id: 'created',
    header: 'Created',
    unit: 'UTC',
    defaultHidden: true,
    sort: ascending((row) => row.createdAt, byName),
    cell: (row) => <Since at={row.createdAt} reason={row.createdReason} />,
    text: (row) => iso(row.createdAt),
  },
  {
    id: 'why',
    header: 'Why',
    defaultHidden: true,
    cell: (row) => <span className="text-muted">{row.statusReason}</span>,
    text: (row) => text(row.statusReason),
  },
  {
    id: 'topic-id',
    header: 'Topic id',
    mono: true,
    defaultHidden: true,
    cell: (row) => row.topicId ?? <Unknown reason="this broker gives topics no id" />,
    text: (row) => text(row.topicId),
  },
]
