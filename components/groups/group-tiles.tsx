import Link from 'next/link'
import { useParams } from 'next/navigation'
import { Tiles } from '@/components/configs/tiles'
import { useNow } from '@/components/live/use-now'
import { Count } from '@/components/ui/count'
import { Unknown } from '@/components/ui/unknown'
import { formatClock, formatCount, formatDuration, formatExact } from '@/lib/format'
import { paths } from '@/lib/paths'
import { OFFSETS_TOPIC } from '@/lib/records/coordinator-partition'
import type { GroupRow } from '@/lib/rows/group-row'
import type { GroupView } from '@/lib/views/group'
import { NOT_READ, RebalanceCount } from './group-rebalance-count'
import { NOT_RECORDED } from './group-verdict'
import { LagChange } from './lag-change'
import { lagAtMost } from './lag-note'
import { TimeLag } from './time-lag'

/** The numbers of one group. */
export function GroupTiles({ view }: { view: GroupView }) {
  const { row, partitions, members } = view
  const { cluster } = useParams<{ cluster: string }>()
  const now = useNow()
  const partial = row.lag !== null && row.lagKnown.partitions < row.lagKnown.of
  const idle = members?.filter((member) => member.partitions === 0).length ?? 0
  return (
    <Tiles
      items={[
        {
          label: 'Lag',
          value: (
            <>
              {partial && '≥\u00a0'}
              <Count value={row.lag} reason={row.lagReason} />
            </>
          ),
          unit: row.lag === null ? undefined : row.lag === '1' ? 'record' : 'records',
          note: row.lagReason ?? lagAtMost(partitions),
        },
        {
          label: 'Time lag',
          value: (
            <TimeLag
              ms={row.progress?.timeLagMs ?? null}
              source={row.progress?.timeLagSource ?? null}
              reason={row.progress === null ? NOT_RECORDED : row.progress.timeLagReason}
            />
          ),
          note: lossNote(row) ?? (row.progress === null ? NOT_RECORDED : row.progress.sentence),
        },
        {
          label: 'Change',
          value: (
            <LagChange
              perMinute={row.progress?.lagPerMinute ?? null}
              reason={row.progress === null ? NOT_RECORDED : row.progress.lagPerMinuteReason}
            />
          ),
          unit: row.progress?.lagPerMinute == null ? undefined : 'a minute',
          note: changeNote(row),
        },
        {
          label: 'Partitions',
          value: <Count value={row.lagKnown.of} />,
          unit: partial ? `lag of ${row.lagKnown.partitions} known` : undefined,
          note: row.topics.length === 1 ? `of ${row.topics[0]}` : `of ${formatCount(row.topics.length)} topics`,
        },
        {
          label: 'Members',
          value: <Count value={row.members} reason={row.membersReason} />,
          unit: idle > 0 ? `${idle} idle` : undefined,
          note: row.membersReason ?? (idle > 0 ? 'more members than partitions' : membersNote(view)),
        },
        {
          label: 'Rebalances',
          value: <RebalanceCount rebalances={row.rebalances} />,
          unit: row.rebalances?.lastHour == null ? undefined : 'in 1 h',
          note: lastRebalanceNote(row, now),
        },
        {
          label: 'Coordinator',
          value:
            row.coordinator === null ? (
              <Unknown reason={row.coordinatorReason} />
            ) : (
              <Link className="ent" href={paths.broker(cluster, row.coordinator)} prefetch={false}>
                Broker {row.coordinator}
              </Link>
            ),
          note:
            row.coordinatorPartition === null ? (
              'its partition is not known'
            ) : (
              <Link
                className="ent"
                href={paths.partition(cluster, OFFSETS_TOPIC, row.coordinatorPartition)}
                prefetch={false}
              >
                {OFFSETS_TOPIC}-{row.coordinatorPartition}
              </Link>
            ),
        },
        {
          label: 'Assignor',
          value: row.assignor === null ? <Unknown reason={row.assignorReason} /> : <Assignor name={row.assignor} />,
          note: row.assignorReason ?? (row.protocolType === '' ? 'only commits' : `protocol ${row.protocolType}`),
        },
        ...(view.groupEpoch === null
          ? []
          : [
              {
                label: 'Group epoch',
                value: formatCount(view.groupEpoch),
                note: view.assignmentEpoch === null ? 'assignment not known' : assignmentNote(view),
              },
            ]),
      ]}
    />
  )
}

/** What is lost already, or when something will be. */
function lossNote({ progress }: GroupRow): string | null {
  const loss = progress?.loss ?? null
  if (loss === null) return null
  const name = `${loss.topic}-${loss.partition}`
  if (loss.lost !== null) return `${formatExact(loss.lost)} records of ${name} were deleted unread`
  return loss.inMs === null ? null : `unread records of ${name} are deleted in about ${formatDuration(loss.inMs)}`
}

function changeNote({ progress }: GroupRow): string {
  if (progress === null) return NOT_RECORDED
  if (progress.etaMs === null) return progress.etaReason ?? 'no end in sight'
  return progress.etaMs === 0 ? 'nothing to catch up with' : `caught up in ${formatDuration(progress.etaMs)}`
}

function lastRebalanceNote({ rebalances }: GroupRow, now: number): string {
  if (rebalances?.last == null) return rebalances?.reason ?? NOT_READ
  const { at } = rebalances.last
  return `last ${formatClock(at, { now })}, ${formatDuration(now - at)} ago`
}

function membersNote({ row }: GroupView): string {
  return row.members === 0 ? 'nobody reads' : 'all hold partitions'
}

function assignmentNote({ groupEpoch, assignmentEpoch }: GroupView): string {
  return groupEpoch === assignmentEpoch ? 'assignment is up to it' : `assignment is at ${assignmentEpoch}`
}

/** Java's assignors are class names at times; the last word says it. */
function Assignor({ name }: { name: string }) {
  return (
    <span className="assignor" title={name}>
      {name.slice(name.lastIndexOf('.') + 1)}
    </span>
  )
}
