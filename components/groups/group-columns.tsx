import { BrokerLink } from '@/components/brokers/broker-link'
import { TopicLink } from '@/components/topics/topic-link'
import type { Column } from '@/components/ui/column'
import { Count } from '@/components/ui/count'
import { Since } from '@/components/ui/since'
import { ascending, ascendingInt64 } from '@/components/ui/table/ascending'
import { Unknown } from '@/components/ui/unknown'
import { formatDuration } from '@/lib/format'
import { GROUP_KIND_NOTE, groupTypeWords } from '@/lib/rows/group-kind'
import { byId, byNeed, byStatusThenLag } from '@/lib/rows/group-order'
import type { GroupRow } from '@/lib/rows/group-row'
import { compareNames } from '@/lib/rows/partition-row'
import { GroupLink } from './group-link'
import { GroupRebalanceCount, rebalanceCountText } from './group-rebalance-count'
import { GroupState, groupStateWord } from './group-state'
import { GroupTrend } from './group-trend'
import { GroupVerdict, NOT_RECORDED } from './group-verdict'
import { Lag } from './lag'
import { LagChange } from './lag-change'
import { TimeLag } from './time-lag'

const text = (value: string | number | null) => (value === null ? '' : String(value))

/** Orders by a word, the unknown last. */
const byWord = (read: (row: GroupRow) => string | null) => (a: GroupRow, b: GroupRow) =>
  compareNames(read(a) ?? '\uffff', read(b) ?? '\uffff') || byId(a, b)

/** The columns of the list of groups, in their order on screen. */
export const GROUP_COLUMNS: Column<GroupRow>[] = [
  {
    id: 'verdict',
    header: 'Verdict',
    sort: byNeed,
    cell: (row) => <GroupVerdict progress={row.progress} />,
    text: (row) => row.progress?.verdict ?? '',
  },
  {
    id: 'group',
    header: 'Group',
    mono: true,
    sort: byId,
    cell: (row) => (
      <>
        <GroupLink id={row.id} />
        {row.why !== null && (
          <span className="why group-why" title={row.why}>
            {row.why}
          </span>
        )}
      </>
    ),
    text: (row) => row.id,
  },
  {
    id: 'state',
    header: 'State',
    sort: byStatusThenLag,
    cell: (row) => <GroupState row={row} />,
    text: groupStateWord,
  },
  {
    id: 'type',
    header: 'Type',
    hideBelow: 'md',
    sort: byWord(groupTypeWords),
    cell: (row) => (
      <span
        className="mut"
        title={`${GROUP_KIND_NOTE[row.kind]}${row.typeReason === null ? '' : `; ${row.typeReason}`}`}
      >
        {groupTypeWords(row)}
      </span>
    ),
    text: groupTypeWords,
  },
  {
    id: 'members',
    header: 'Members',
    align: 'right',
    sort: ascending((row) => row.members, byId),
    cell: (row) => <Count value={row.members} reason={row.membersReason} />,
    text: (row) => text(row.members),
  },
  {
    id: 'topics',
    header: 'Topics',
    defaultHidden: true,
    sort: ascending((row) => row.topics.length, byId),
    cell: (row) => <TopicNames row={row} />,
    text: (row) => row.topics.join(' '),
  },
  {
    id: 'lag',
    header: 'Lag',
    unit: 'records',
    align: 'right',
    sort: ascendingInt64((row) => row.lag, byId),
    cell: (row) => <Lag lag={row.lag} lagKnown={row.lagKnown} lagReason={row.lagReason} />,
    text: (row) => text(row.lag),
  },
  {
    id: 'timelag',
    header: 'Time lag',
    align: 'right',
    sort: ascending((row) => row.progress?.timeLagMs ?? null, byId),
    cell: ({ progress }) => (
      <TimeLag
        ms={progress?.timeLagMs ?? null}
        source={progress?.timeLagSource ?? null}
        reason={progress === null ? NOT_RECORDED : progress.timeLagReason}
      />
    ),
    text: ({ progress }) => text(progress?.timeLagMs ?? null),
  },
  {
    id: 'change',
    header: 'Change',
    unit: '/min',
    align: 'right',
    hideBelow: 'md',
    sort: ascending((row) => row.progress?.lagPerMinute ?? null, byId),
    cell: ({ progress }) => (
      <LagChange
        perMinute={progress?.lagPerMinute ?? null}
        reason={progress === null ? NOT_RECORDED : progress.lagPerMinuteReason}
        keepsUp={progress?.verdict === 'OK'}
      />
    ),
    text: ({ progress }) => text(progress?.lagPerMinute ?? null),
  },
  {
    id: 'eta',
    header: 'Clears in',
    align: 'right',
    hideBelow: 'lg',
    sort: ascending((row) => row.progress?.etaMs ?? null, byId),
    cell: ({ progress }) =>
      progress?.etaMs == null ? (
        <Unknown reason={progress === null ? NOT_RECORDED : progress.etaReason} />
      ) : progress.etaMs === 0 ? (
        <span className="mut">0</span>
      ) : (
        formatDuration(progress.etaMs)
      ),
    text: ({ progress }) => text(progress?.etaMs ?? null),
  },
  {
    id: 'trend',
    header: 'Lag, 30 min',
    hideBelow: 'lg',
    cell: ({ progress }) => <GroupTrend progress={progress} />,
    text: ({ progress }) => progress?.trend.map((value) => value ?? '').join(' ') ?? '',
  },
  {
    id: 'rebalances',
    header: 'Rebal. 1 h',
    align: 'right',
    hideBelow: 'md',
    sort: ascending((row) => row.rebalances?.lastHour ?? null, byId),
    cell: (row) => <GroupRebalanceCount id={row.id} rebalances={row.rebalances} />,
    text: (row) => rebalanceCountText(row.rebalances),
  },
  {
    id: 'partitions',
    header: 'Partitions',
    unit: 'known',
    align: 'right',
    defaultHidden: true,
    sort: ascending((row) => row.lagKnown.of, byId),
    cell: ({ lagKnown, lagReason }) =>
      lagKnown.of === 0 ? (
        <Unknown reason={lagReason} />
      ) : (
        <span className={lagKnown.partitions < lagKnown.of ? 'up' : 'mut'} title={lagReason ?? undefined}>
          {lagKnown.partitions} of {lagKnown.of}
        </span>
      ),
    text: ({ lagKnown }) => `${lagKnown.partitions} of ${lagKnown.of}`,
  },
  {
    id: 'coordinator',
    header: 'Coord.',
    align: 'right',
    hideBelow: 'lg',
    sort: ascending((row) => row.coordinator, byId),
    cell: (row) =>
      row.coordinator === null ? (
        <Unknown reason={row.coordinatorReason} />
      ) : (
        <BrokerLink id={row.coordinator} isController={false} />
      ),
    text: (row) => text(row.coordinator),
  },
  {
    id: 'commit',
    header: 'Last commit',
    unit: 'UTC',
    align: 'right',
    hideBelow: 'lg',
    sort: ascending((row) => row.progress?.lastCommitAt ?? null, byId),
    cell: ({ progress }) => (
      <Since
        at={progress?.lastCommitAt ?? null}
        reason={progress === null ? NOT_RECORDED : progress.lastCommitReason}
      />
    ),
    text: ({ progress }) => (progress?.lastCommitAt == null ? '' : new Date(progress.lastCommitAt).toISOString()),
  },
  {
    id: 'assignor',
    header: 'Assignor',
    defaultHidden: true,
    sort: byWord((row) => row.assignor),
    cell: (row) => (row.assignor === null ? <Unknown reason={row.assignorReason} /> : row.assignor),
    text: (row) => text(row.assignor),
  },
  {
    id: 'since',
    header: 'State since',
    unit: 'UTC',
    defaultHidden: true,
    sort: ascending((row) => row.since, byId),
    cell: (row) => <Since at={row.since} reason="it has not changed its state since we connected" />,
    text: (row) => (row.since === null ? '' : new Date(row.since).toISOString()),
  },
  {
    id: 'protocol',
    header: 'Protocol',
    defaultHidden: true,
    sort: byWord((row) => row.protocolType),
    cell: (row) =>
      row.protocolType === '' ? <Unknown reason="it only commits offsets and joins nothing" /> : row.protocolType,
    text: (row) => row.protocolType,
  },
]

/** The first topic by name, and how many more. */
function TopicNames({ row: { topics, topicsReason } }: { row: GroupRow }) {
  const [first] = topics
  if (first === undefined) return <Unknown reason={topicsReason ?? 'it committed nothing and holds no partition'} />
  return (
    <span className="group-topics" title={topics.slice(0, 20).join('\n')}>
      <TopicLink name={first} />
      {topics.length > 1 && <span className="mut">and {topics.length - 1} more</span>}
    </span>
  )
}
