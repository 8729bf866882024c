import type { Column } from '@/components/ui/column'
import { Count } from '@/components/ui/count'
import { Percent } from '@/components/ui/percent'
import { Since } from '@/components/ui/since'
import { StateBadge } from '@/components/ui/state-badge'
import { ascending, ascendingInt64 } from '@/components/ui/table/ascending'
import { Unknown } from '@/components/ui/unknown'
import { compareNames } from '@/lib/rows/partition-row'
import { countOf, type GroupMemberRow } from '@/lib/views/group'

const byMember = (a: GroupMemberRow, b: GroupMemberRow) =>
  compareNames(a.clientId, b.clientId) || compareNames(a.memberId, b.memberId)
const THERE_BEFORE = 'it was there when we connected'
const text = (value: string | number | null) => (value === null ? '' : String(value))

/** What a member holds, in words: "orders 0 1 7, payments 2". */
function heldWords({ assigned }: GroupMemberRow): string {
  return (assigned ?? []).map(({ topic, partitions }) => `${topic} ${partitions.join(' ')}`).join(', ')
}

const COMMON: Column<GroupMemberRow>[] = [
  {
    id: 'member',
    header: 'Member id',
    mono: true,
    sort: byMember,
    cell: (row) => (
      <span className="group-text" title={row.memberId}>
        {row.memberId}
      </span>
    ),
    text: (row) => row.memberId,
  },
  {
    id: 'client',
    header: 'Client id',
    sort: byMember,
    cell: (row) => (
      <span className="group-text" title={row.clientId}>
        {row.clientId}
      </span>
    ),
    text: (row) => row.clientId,
  },
  {
    id: 'instance',
    header: 'Instance id',
    hideBelow: 'lg',
    sort: (a, b) => compareNames(a.instanceId ?? '\uffff', b.instanceId ?? '\uffff') || byMember(a, b),
    cell: (row) =>
      row.instanceId === null ? (
        <Unknown reason="no group.instance.id: it is no static member" />
      ) : (
        <span className="group-text">{row.instanceId}</span>
      ),
    text: (row) => text(row.instanceId),
  },
  {
    id: 'host',
    header: 'Host',
    sort: (a, b) => compareNames(a.host, b.host) || byMember(a, b),
    cell: (row) => (row.host === '' ? <Unknown reason="its id names no host" /> : row.host),
    text: (row) => row.host,
  },
  {
    id: 'since',
    header: 'Since',
    unit: 'UTC',
    hideBelow: 'md',
    sort: ascending((row) => row.since, byMember),
    cell: (row) => <Since at={row.since} reason={THERE_BEFORE} />,
    text: (row) => (row.since === null ? '' : new Date(row.since).toISOString()),
  },
  {
    id: 'partitions',
    header: 'Partitions',
    align: 'right',
    sort: ascending((row) => row.partitions, byMember),
    cell: (row) =>
      row.partitions === 0 ? (
        <span className="faint">0, idle</span>
      ) : (
        <span title={heldWords(row).slice(0, 2_000)}>
          <Count value={row.partitions} reason={row.partitionsReason} />
        </span>
      ),
    text: (row) => text(row.partitions),
  },
  {
    id: 'lag',
    header: 'Lag',
    unit: 'records',
    align: 'right',
    sort: ascendingInt64((row) => row.lag, byMember),
    cell: (row) => (
      <span title={row.lagReason ?? undefined}>
        {row.lag !== null && row.lagReason !== null && '≥\u00a0'}
        <Count value={row.lag} reason={row.lagReason} />
      </span>
    ),
    text: (row) => text(row.lag),
  },
  {
    id: 'share',
    header: 'Share of lag',
    align: 'right',
    hideBelow: 'md',
    sort: ascending((row) => row.lagSharePercent, byMember),
    cell: (row) => <Percent value={row.lagSharePercent} reason={row.lagReason ?? 'nothing lags'} />,
    text: (row) => text(row.lagSharePercent),
  },
  {
    id: 'holds',
    header: 'Holds',
    mono: true,
    defaultHidden: true,
    cell: (row) => <span className="group-text">{heldWords(row)}</span>,
    text: heldWords,
  },
]

const RECONCILING: Column<GroupMemberRow>[] = [
  {
    id: 'epoch',
    header: 'Epoch',
    align: 'right',
    sort: ascending((row) => row.epoch, byMember),
    cell: (row) => <Count value={row.epoch} reason="its broker does not say" />,
    text: (row) => text(row.epoch),
  },
  {
    id: 'target',
    header: 'Target',
    sort: ascending((row) => countOf(row.gaining) + countOf(row.losing), byMember),
    cell: (row) => <Target row={row} />,
    text: (row) => `+${countOf(row.gaining)} -${countOf(row.losing)}`,
  },
]

function Target({ row }: { row: GroupMemberRow }) {
  if (row.target === null) return <Unknown reason="its broker does not say" />
  const gaining = countOf(row.gaining)
  const losing = countOf(row.losing)
  if (gaining + losing === 0) return <span className="mut">reached</span>
  const words = [...(gaining > 0 ? [`+${gaining}`] : []), ...(losing > 0 ? [`\u2212${losing}`] : [])].join(' ')
  return <StateBadge state="move">moving {words}</StateBadge>
}

/** The columns of a group's members, in their order on screen; those of KIP-848 have epochs and targets. */
export const MEMBER_COLUMNS: Record<'classic' | 'consumer', Column<GroupMemberRow>[]> = {
  classic: COMMON,
  consumer: [...COMMON.slice(0, 5), ...RECONCILING, ...COMMON.slice(5)],
}
