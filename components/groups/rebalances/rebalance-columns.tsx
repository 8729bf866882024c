import { useNow } from '@/components/live/use-now'
import type { Column } from '@/components/ui/column'
import { ascending } from '@/components/ui/table/ascending'
import { compareNames } from '@/lib/rows/partition-row'
import { GroupLink } from '../group-link'
import { CauseTag, causeText, RebalanceMembers, RebalanceMoved, RebalanceStart, RebalanceTook } from './rebalance-cells'
import type { RebalanceRow } from './rebalance-row'

const byTime = (a: RebalanceRow, b: RebalanceRow) => a.at - b.at || compareNames(a.group, b.group)
const text = (value: number | null) => (value === null ? '' : String(value))

function Start({ row }: { row: RebalanceRow }) {
  return <RebalanceStart row={row} now={useNow()} />
}

/** The columns of the rebalances of all groups, in their order on screen. */
export const REBALANCE_COLUMNS: Column<RebalanceRow>[] = [
  {
    id: 'start',
    header: 'Start',
    unit: 'UTC',
    sort: byTime,
    cell: (row) => <Start row={row} />,
    text: (row) => new Date(row.startedAt ?? row.at).toISOString(),
  },
  {
    id: 'group',
    header: 'Group',
    mono: true,
    sort: (a, b) => compareNames(a.group, b.group) || byTime(a, b),
    cell: (row) => <GroupLink id={row.group} tab="rebalances" />,
    text: (row) => row.group,
  },
  {
    id: 'took',
    header: 'Took',
    align: 'right',
    sort: ascending((row) => row.durationMs, byTime),
    cell: (row) => <RebalanceTook row={row} />,
    text: (row) => text(row.durationMs),
  },
  {
    id: 'members',
    header: 'Members',
    align: 'right',
    sort: ascending((row) => row.membersAfter, byTime),
    cell: (row) => <RebalanceMembers row={row} />,
    text: (row) => `${text(row.membersBefore)} → ${row.membersAfter}`,
  },
  {
    id: 'moved',
    header: 'Moved',
    unit: 'partitions',
    align: 'right',
    sort: ascending((row) => row.partitionsMoved, byTime),
    cell: (row) => <RebalanceMoved row={row} />,
    text: (row) => text(row.partitionsMoved),
  },
  {
    id: 'cause',
    header: 'Cause',
    sort: (a, b) => compareNames(causeText(a), causeText(b)) || byTime(a, b),
    cell: (row) => <span className="rb-why">{causeText(row)}</span>,
    text: causeText,
  },
  {
    id: 'certainty',
    header: 'Certainty',
    cell: (row) => <CauseTag trigger={row.triggers[0]} />,
    text: (row) => row.triggers[0]?.certainty ?? '',
  },
  {
    id: 'generation',
    header: 'Generation',
    align: 'right',
    defaultHidden: true,
    sort: ascending((row) => row.generation, byTime),
    cell: (row) => String(row.generation),
    text: (row) => String(row.generation),
  },
]
