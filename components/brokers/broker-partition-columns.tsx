import { byName } from '@/components/partitions/by-name'
import { PARTITION_CELLS } from '@/components/partitions/partition-cells'
import { Bytes } from '@/components/ui/bytes'
import type { Column } from '@/components/ui/column'
import { Count } from '@/components/ui/count'
import { StateBadge } from '@/components/ui/state-badge'
import { ascending, ascendingInt64 } from '@/components/ui/table/ascending'
import { Unknown } from '@/components/ui/unknown'
import { compareNames } from '@/lib/rows/partition-row'
import type { CellState } from '@/lib/rows/partition-status'
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

/** The columns of a broker's partitions, in their order on screen. */
export const BROKER_PARTITION_COLUMNS: Column<Row>[] = [
  PARTITION_CELLS.partition,
  {
    id: 'role',
    header: 'This copy',
    sort: (a, b) => ROLES[a.role].rank - ROLES[b.role].rank || byName(a, b),
    cell: (row) => <StateBadge state={ROLES[row.role].state}>{ROLES[row.role].word}</StateBadge>,
    text: (row) => ROLES[row.role].word,
  },
  { ...PARTITION_CELLS.state, header: 'Partition state' },
  { ...PARTITION_CELLS.since, hideBelow: 'md' },
  PARTITION_CELLS.replicas,
  {
    id: 'if-stops',
    header: 'If it stops',
    hideBelow: 'lg',
    sort: (a, b) => compareNames(a.ifStops ?? '', b.ifStops ?? '') || byName(a, b),
    cell: (row) => (row.ifStops === null ? <span className="faint">keeps working</span> : EFFECTS[row.ifStops]),
    text: (row) => (row.ifStops === null ? '' : EFFECTS[row.ifStops]),
  },
  {
    ...PARTITION_CELLS.epoch,
    hideBelow: undefined,
    defaultHidden: true,
    sort: ascending((row) => row.leaderEpoch ?? -1, byName),
  },
  {
    id: 'size',
    header: 'Size',
    unit: 'of this copy',
    align: 'right',
    sort: ascendingInt64((row) => row.sizeBytes, byName),
    cell: (row) => <Bytes value={row.sizeBytes} reason={NO_COPY} />,
    text: (row) => row.sizeBytes ?? '',
  },
  {
    id: 'lag',
    header: 'Behind',
    unit: 'records',
    align: 'right',
    hideBelow: 'md',
    // The broker says −1 of a lag it does not know.
    sort: ascendingInt64((row) => row.offsetLag ?? '-1', byName),
    cell: (row) => (row.offsetLag === null ? <Unknown reason={NO_COPY} /> : <Count value={row.offsetLag} />),
    text: (row) => row.offsetLag ?? '',
  },
]
