import { GroupLink } from '@/components/groups/group-link'
import { GroupState, groupStateWord } from '@/components/groups/group-state'
import { Lag } from '@/components/groups/lag'
import type { Column } from '@/components/ui/column'
import { Count } from '@/components/ui/count'
import { ascending, ascendingInt64 } from '@/components/ui/table/ascending'
import { Unknown } from '@/components/ui/unknown'
import { byStatusThenLag } from '@/lib/rows/group-order'
import { compareNames } from '@/lib/rows/partition-row'
import type { TopicConsumerRow } from '@/lib/rows/topic-consumers'

const byId = (a: TopicConsumerRow, b: TopicConsumerRow) => compareNames(a.group.id, b.group.id)
const text = (value: string | number | null) => (value === null ? '' : String(value))

/** The columns of the groups of one topic, in their order on screen. */
export const TOPIC_CONSUMER_COLUMNS: Column<TopicConsumerRow>[] = [
  {
    id: 'state',
    header: 'State',
    sort: (a, b) => byStatusThenLag(a.group, b.group),
    cell: ({ group }) => <GroupState row={group} />,
    text: ({ group }) => groupStateWord(group),
  },
  {
    id: 'group',
    header: 'Group',
    mono: true,
    sort: byId,
    cell: ({ group }) => <GroupLink id={group.id} />,
    text: ({ group }) => group.id,
  },
  {
    id: 'type',
    header: 'Type',
    hideBelow: 'md',
    sort: (a, b) => compareNames(a.group.type ?? '\uffff', b.group.type ?? '\uffff') || byId(a, b),
    cell: ({ group }) => group.type ?? <Unknown reason={group.typeReason} />,
    text: ({ group }) => text(group.type),
  },
  {
    id: 'members',
    header: 'Members',
    unit: 'on this topic',
    align: 'right',
    sort: ascending((row) => row.readers, byId),
    cell: ({ readers, group }) => (
      <>
        <Count value={readers} reason={group.membersReason} />
        {readers !== null && <span className="faint"> of {group.members}</span>}
      </>
    ),
    text: (row) => text(row.readers),
  },
  {
    id: 'lag',
    header: 'Lag',
    unit: 'on this topic',
    align: 'right',
    sort: ascendingInt64((row) => row.lag, byId),
    cell: ({ lag, lagKnown, lagReason, deletedUnread }) => (
      <>
        <Lag lag={lag} lagKnown={lagKnown} lagReason={lagReason} />
        {deletedUnread !== null && (
          <span className="lag-known up">
            <Count value={deletedUnread} /> deleted unread
          </span>
        )}
      </>
    ),
    text: (row) => text(row.lag),
  },
  {
    id: 'all',
    header: 'Lag',
    unit: 'on all topics',
    align: 'right',
    hideBelow: 'md',
    sort: ascendingInt64((row) => row.group.lag, byId),
    cell: ({ group }) => <Lag lag={group.lag} lagKnown={group.lagKnown} lagReason={group.lagReason} />,
    text: ({ group }) => text(group.lag),
  },
]
