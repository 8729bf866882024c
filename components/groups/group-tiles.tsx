import Link from 'next/link'
import { useParams } from 'next/navigation'
import { Tiles } from '@/components/configs/tiles'
import { useNow } from '@/components/live/use-now'
import { Count } from '@/components/ui/count'
import { Unknown } from '@/components/ui/unknown'
import { formatClock, formatCount, formatDuration } from '@/lib/format'
import { paths } from '@/lib/paths'
import { OFFSETS_TOPIC } from '@/lib/records/coordinator-partition'
import type { GroupView } from '@/lib/views/group'
import { lagAtMost } from './lag-note'

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
          label: 'State since',
          value: row.since === null ? <Unknown reason={BEFORE_US} /> : formatClock(row.since, { now }),
          note: row.since === null ? BEFORE_US : `UTC, ${formatDuration(now - row.since)} ago`,
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

const BEFORE_US = 'before we connected'

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
