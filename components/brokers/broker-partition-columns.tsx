import { PartitionLink } from '@/components/topics/partition-link'
import { compareTopicStatus, TopicStatus, topicStatusWord } from '@/components/topics/topic-status'
import { Bytes } from '@/components/ui/bytes'
import type { Column } from '@/components/ui/column'
import { Count } from '@/components/ui/count'
import { ReplicaChips } from '@/components/ui/replica-chips'
import { Since } from '@/components/ui/since'
import { StateBadge } from '@/components/ui/state-badge'
import { Unknown } from '@/components/ui/unknown'
import type { CellState } from '@/lib/health/partition-status'
import { compareNames } from '@/lib/views/partition-row'
import type { BlastEffect, BrokerPartition, BrokerRole } from './broker-partitions-view'

type Row = BrokerPartition

const ROLES: Record<BrokerRole, { state: CellState; word: string; rank: number }> = {
  offline: { state: 'offline', word: 'Offline', rank: 0 },
  'out-of-sync': { state: 'urp', word: 'Out of sync', rank: 1 },
  leader: { state: 'ok', word: 'Leader', rank: 2 },
  'in-sync': { state: 'ok', word: 'In sync', rank: 3 },
}

const EFFECTS: Record<NonNullable<BlastEffect>, string> = {
  offline: 'goes offline',
  underMinIsr: 'refuses writes',
  losesLeader: 'changes leader',
}

const NO_COPY = 'the broker has not reported this copy'

const byName = (a: Row, b: Row) => compareNames(a.topic, b.topic) || a.partition - b.partition

function byInteger(read: (row: Row) => string | null) {
  return (a: Row, b: Row) => {
    const [left, right] = [BigInt(read(a) ?? -1), BigInt(read(b) ?? -1)]
    return left < right ? -1 : left > right ? 1 : byName(a, b)
  }
}

/** The columns of a broker's partitions, in their order on screen. */
export const BROKER_PARTITION_COLUMNS: Column<Row>[] = [
  {
    id: 'partition',
    header: 'Partition',
    mono: true,
    sort: byName,
    cell: (row) => <PartitionLink topic={row.topic} partition={row.partition} />,
    text: (row) => `${row.topic}-${row.partition}`,
  },
  {
    id: 'role',
    header: 'This copy',
    sort: (a, b) => ROLES[a.role].rank - ROLES[b.role].rank || byName(a, b),
    cell: (row) => <StateBadge state={ROLES[row.role].state}>{ROLES[row.role].word}</StateBadge>,
    text: (row) => ROLES[row.role].word,
  },
  {
    id: 'state',
    header: 'Partition state',
    sort: (a, b) => compareTopicStatus(a.status, b.status) || byName(a, b),
    cell: (row) => <TopicStatus status={row.status} reason={row.cause ?? row.unknownReason} />,
    text: (row) => topicStatusWord(row.status),
  },
  {
    id: 'since',
    header: 'Since',
    unit: 'UTC',
    hideBelow: 'md',
    sort: (a, b) => (a.since ?? 0) - (b.since ?? 0) || byName(a, b),
    cell: (row) => <Since at={row.since} reason={row.sinceReason} />,
    text: (row) => (row.since === null ? '' : new Date(row.since).toISOString()),
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
    id: 'if-stops',
    header: 'If it stops',
    hideBelow: 'lg',
    sort: (a, b) => compareNames(a.ifStops ?? '', b.ifStops ?? '') || byName(a, b),
    cell: (row) => (row.ifStops === null ? <span className="faint">keeps working</span> : EFFECTS[row.ifStops]),
    text: (row) => (row.ifStops === null ? '' : EFFECTS[row.ifStops]),
  },
  {
    id: 'epoch',
    header: 'Epoch',
    align: 'right',
    defaultHidden: true,
    sort: (a, b) => (a.leaderEpoch ?? -1) - (b.leaderEpoch ?? -1) || byName(a, b),
    cell: (row) => <Count value={row.leaderEpoch} reason={row.unknownReason} />,
    text: (row) => String(row.leaderEpoch ?? ''),
  },
  {
    id: 'size',
    header: 'Size',
    unit: 'of this copy',
    align: 'right',
    sort: byInteger((row) => row.sizeBytes),
    cell: (row) => <Bytes value={row.sizeBytes} reason={NO_COPY} />,
    text: (row) => row.sizeBytes ?? '',
  },
  {
    id: 'lag',
    header: 'Behind',
    unit: 'records',
    align: 'right',
    hideBelow: 'md',
    sort: byInteger((row) => row.offsetLag),
    cell: (row) => (row.offsetLag === null ? <Unknown reason={NO_COPY} /> : <Count value={row.offsetLag} />),
    text: (row) => row.offsetLag ?? '',
  },
]
