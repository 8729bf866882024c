import type { ReactNode } from 'react'
import { PartitionLink } from '@/components/topics/partition-link'
import { TopicLink } from '@/components/topics/topic-link'
import type { Column } from '@/components/ui/column'
import { Count } from '@/components/ui/count'
import { Offset } from '@/components/ui/offset'
import { ascending, ascendingInt64 } from '@/components/ui/table/ascending'
import { Unknown } from '@/components/ui/unknown'
import { formatExact } from '@/lib/format'
import type { GroupPartitionRow } from '@/lib/rows/group-partition-row'
import { compareNames } from '@/lib/rows/partition-row'
import './groups.css'

const byTopic = (a: GroupPartitionRow, b: GroupPartitionRow) =>
  compareNames(a.topic, b.topic) || a.partition - b.partition
const byMember = (a: GroupPartitionRow, b: GroupPartitionRow) =>
  compareNames(a.member?.memberId ?? '\uffff', b.member?.memberId ?? '\uffff') || byTopic(a, b)

/** The columns of a group's partitions, in their order on screen. */
export const GROUP_PARTITION_COLUMNS: Column<GroupPartitionRow>[] = [
  {
    id: 'topic',
    header: 'Topic',
    mono: true,
    sort: byTopic,
    cell: (row) => <TopicLink name={row.topic} />,
    text: (row) => row.topic,
  },
  {
    id: 'p',
    header: 'P',
    align: 'right',
    sort: ascending((row) => row.partition, byTopic),
    cell: (row) => <PartitionLink topic={row.topic} partition={row.partition} short />,
    text: (row) => String(row.partition),
  },
  {
    id: 'committed',
    header: 'Committed',
    align: 'right',
    sort: ascendingInt64((row) => row.committed, byTopic),
    cell: (row) => <Offset value={row.committed} reason={row.committedReason} />,
    text: (row) => row.committed ?? '',
  },
  {
    id: 'end',
    header: 'Log end',
    align: 'right',
    sort: ascendingInt64((row) => row.end, byTopic),
    cell: (row) => <Offset value={row.end} reason={row.endReason} />,
    text: (row) => row.end ?? '',
  },
  {
    id: 'lag',
    header: 'Lag',
    unit: 'records',
    align: 'right',
    sort: ascendingInt64((row) => row.lag, byTopic),
    cell: (row) => <PartitionLag row={row} />,
    text: (row) => row.lag ?? '',
  },
  {
    id: 'member',
    header: 'Member',
    mono: true,
    sort: byMember,
    cell: (row) => (
      <Held row={row}>
        <span className="group-text" title={row.member?.memberId}>
          {row.member?.instanceId ?? row.member?.memberId}
        </span>
      </Held>
    ),
    text: (row) => row.member?.memberId ?? '',
  },
  {
    id: 'client',
    header: 'Client',
    hideBelow: 'lg',
    sort: byMember,
    cell: (row) => (
      <Held row={row}>
        <span className="group-text" title={row.member?.clientId}>
          {row.member?.clientId}
        </span>
      </Held>
    ),
    text: (row) => row.member?.clientId ?? '',
  },
  {
    id: 'host',
    header: 'Host',
    hideBelow: 'md',
    sort: byMember,
    cell: (row) => <Held row={row}>{row.member?.host}</Held>,
    text: (row) => row.member?.host ?? '',
  },
  {
    id: 'metadata',
    header: 'Metadata',
    hideBelow: 'lg',
    cell: (row) =>
      row.metadata !== null && (
        <span className="group-text mono" title={row.metadata}>
          {row.metadata}
        </span>
      ),
    text: (row) => row.metadata ?? '',
  },
]

function Held({ row, children }: { row: GroupPartitionRow; children: ReactNode }) {
  return row.member === null ? <Unknown reason={row.memberReason} /> : children
}

/** Of the lag, what is deleted already can never be read: that is said beside it. */
function PartitionLag({ row }: { row: GroupPartitionRow }) {
  const lag = <Count value={row.lag} reason={row.lagReason} />
  if (row.deletedUnread === null) return lag
  const words = `${formatExact(row.deletedUnread)} deleted unread`
  return (
    <>
      {lag}
      <span className="lag-known up" title={`The log now starts that far beyond what was committed`}>
        {words}
      </span>
    </>
  )
}
