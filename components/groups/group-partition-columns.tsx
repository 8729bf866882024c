import type { ReactNode } from 'react'
import { PartitionLink } from '@/components/topics/partition-link'
import { TopicLink } from '@/components/topics/topic-link'
import type { Column } from '@/components/ui/column'
import { Count } from '@/components/ui/count'
import { Offset } from '@/components/ui/offset'
import { Since } from '@/components/ui/since'
import { ascending, ascendingInt64 } from '@/components/ui/table/ascending'
import { Unknown } from '@/components/ui/unknown'
import { formatDuration, formatExact, formatRate } from '@/lib/format'
import { compareNames } from '@/lib/rows/partition-row'
import type { GroupLagRow, LagProgress } from './group-lag-row'
import './groups.css'
import { LagChange } from './lag-change'
import { PartitionVerdict, partitionVerdict, partitionVerdictRank } from './partition-verdict'
import { TimeLag } from './time-lag'

const byTopic = (a: GroupLagRow, b: GroupLagRow) => compareNames(a.topic, b.topic) || a.partition - b.partition
const byMember = (a: GroupLagRow, b: GroupLagRow) =>
  compareNames(a.member?.memberId ?? '\uffff', b.member?.memberId ?? '\uffff') || byTopic(a, b)

/** The columns of a group's partitions, in their order on screen. */
export const GROUP_PARTITION_COLUMNS: Column<GroupLagRow>[] = [
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
    id: 'verdict',
    header: 'Verdict',
    sort: ascending((row) => -partitionVerdictRank(row), byTopic),
    cell: (row) => <PartitionVerdict row={row} />,
    text: (row) => partitionVerdict(row) ?? '',
  },
  {
    id: 'timelag',
    header: 'Time lag',
    align: 'right',
    sort: ascending((row) => row.progress?.timeLagMs ?? null, byTopic),
    cell: ({ progress, progressReason }) => (
      <TimeLag
        ms={progress?.timeLagMs ?? null}
        source={progress?.timeLagSource ?? null}
        reason={progress?.timeLagReason ?? progressReason}
      />
    ),
    text: ({ progress }) => numberText(progress?.timeLagMs),
  },
  {
    id: 'change',
    header: 'Change',
    unit: '/min',
    align: 'right',
    sort: ascending((row) => row.progress?.lagPerMinute ?? null, byTopic),
    cell: ({ progress, progressReason }) => (
      <LagChange
        perMinute={progress?.lagPerMinute ?? null}
        reason={progress?.lagPerMinuteReason ?? progressReason}
        keepsUp={progress?.verdict === 'ok'}
      />
    ),
    text: ({ progress }) => numberText(progress?.lagPerMinute),
  },
  rateColumn('produced', 'Produced', (one) => [one.producedPerSecond, one.producedPerSecondReason]),
  rateColumn('consumed', 'Consumed', (one) => [one.consumedPerSecond, one.consumedPerSecondReason]),
  {
    id: 'eta',
    header: 'Clears in',
    align: 'right',
    sort: ascending((row) => row.progress?.etaMs ?? null, byTopic),
    cell: ({ progress, progressReason }) =>
      progress?.etaMs == null ? (
        <Unknown reason={progress?.etaReason ?? progressReason} />
      ) : (
        <Eta ms={progress.etaMs} />
      ),
    text: ({ progress }) => numberText(progress?.etaMs),
  },
  {
    id: 'loss',
    header: 'Data loss',
    align: 'right',
    hideBelow: 'md',
    sort: ascending((row) => -untilLoss(row.progress), byTopic),
    cell: (row) => <Loss row={row} />,
    text: ({ progress }) => (isLost(progress) ? `${progress?.loss.lost} lost` : numberText(progress?.loss.inMs)),
  },
  {
    id: 'commit',
    header: 'Last commit',
    unit: 'UTC',
    align: 'right',
    hideBelow: 'md',
    sort: ascending(commitAt, byTopic),
    cell: (row) => {
      const reason = row.committedAt === null ? (row.progress?.lastCommitReason ?? row.progressReason) : null
      return <Since at={commitAt(row)} reason={reason} />
    },
    text: (row) => {
      const at = commitAt(row)
      return at === null ? '' : new Date(at).toISOString()
    },
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
    defaultHidden: true,
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
    defaultHidden: true,
    cell: (row) =>
      row.metadata !== null && (
        <span className="group-text mono" title={row.metadata}>
          {row.metadata}
        </span>
      ),
    text: (row) => row.metadata ?? '',
  },
]

function rateColumn(
  id: string,
  header: string,
  read: (progress: LagProgress) => [rate: number | null, reason: string | null],
): Column<GroupLagRow> {
  const rateOf = ({ progress }: GroupLagRow) => (progress === null ? null : read(progress)[0])
  return {
    id,
    header,
    unit: '/s',
    align: 'right',
    hideBelow: 'lg',
    sort: ascending(rateOf, byTopic),
    cell: (row) => {
      const [rate, reason] = row.progress === null ? [null, row.progressReason] : read(row.progress)
      return rate === null ? <Unknown reason={reason} /> : formatRate(rate)
    },
    text: (row) => numberText(rateOf(row)),
  }
}

function Eta({ ms }: { ms: number }) {
  return ms === 0 ? <span className="mut">0</span> : formatDuration(ms)
}

function numberText(value: number | null | undefined): string {
  return value == null ? '' : String(value)
}

function commitAt({ committedAt, progress }: GroupLagRow): number | null {
  return committedAt ?? (progress?.lastCommitAt == null ? null : Date.parse(progress.lastCommitAt))
}

function isLost(progress: LagProgress | null): boolean {
  return progress?.loss.lost != null && progress.loss.lost !== '0'
}

/** Until records are deleted unread, ms: 0 where some are, without end where none will be or it is not known. */
function untilLoss(progress: LagProgress | null): number {
  return isLost(progress) ? 0 : (progress?.loss.inMs ?? Number.MAX_VALUE)
}

/** Records deleted before the group read them, or how soon there are some. */
function Loss({ row: { progress, progressReason } }: { row: GroupLagRow }) {
  if (progress === null) return <Unknown reason={progressReason} />
  const { lost, inMs, inReason } = progress.loss
  if (isLost(progress)) return <span className="t-offline">{formatExact(lost ?? 0)} lost</span>
  return inMs === null ? <Unknown reason={inReason} /> : <>in {formatDuration(inMs)}</>
}

function Held({ row, children }: { row: GroupLagRow; children: ReactNode }) {
  return row.member === null ? <Unknown reason={row.memberReason} /> : children
}

/** Of the lag, what is deleted already can never be read: that is said beside it. */
function PartitionLag({ row }: { row: GroupLagRow }) {
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
