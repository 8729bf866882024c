import { Bytes } from '@/components/ui/bytes'
import type { Column } from '@/components/ui/column'
import { Since } from '@/components/ui/since'
import { Unknown } from '@/components/ui/unknown'
import { formatExact } from '@/lib/format'
import type { EnsembleMonitor } from '@/lib/model/ensemble'
import { compareNatural } from '@/lib/natural-order'
import type { EnsembleRow } from '@/lib/rows/ensemble-row'

type Report = NonNullable<EnsembleMonitor['report']>
type Counted = { [K in keyof Report]: K extends 'startedAt' ? never : K }[keyof Report]

const OF_LEADER: ReadonlySet<Counted> = new Set(['learners', 'syncedFollowers', 'pendingSyncs'])

/** Why one number is not there although the others are. */
function untold({ monitor, mode, reason }: EnsembleRow, field: Counted): string {
  if (monitor === null || monitor.report === null) return monitor?.reason ?? reason ?? 'it has not been asked yet'
  if (OF_LEADER.has(field) && mode !== 'leader') return 'only the leader says'
  if (field === 'openFiles' || field === 'maxFiles') return 'its system does not say'
  return 'servers of this version do not say'
}

function count(field: Counted, header: string, hideBelow?: 'md' | 'lg', unit?: string): Column<EnsembleRow> {
  const value = ({ monitor }: EnsembleRow) => monitor?.report?.[field] ?? null
  return {
    id: field,
    header,
    align: 'right',
    ...(unit === undefined ? {} : { unit }),
    ...(hideBelow === undefined ? {} : { hideBelow }),
    sort: (a, b) => (value(a) ?? -1) - (value(b) ?? -1),
    cell: (row) => {
      const known = value(row)
      return known === null ? <Unknown reason={untold(row, field)} /> : formatExact(known)
    },
    text: (row) => String(value(row) ?? ''),
  }
}

/** More than this share of the file descriptors in use, and the server is about to refuse connections. */
const FILES_NEARLY_GONE = 0.8

/** What each server tells beyond `srvr`. */
export const MONITOR_COLUMNS: readonly Column<EnsembleRow>[] = [
  {
    id: 'server',
    header: 'Server',
    mono: true,
    sort: (a, b) => compareNatural(a.server, b.server),
    cell: ({ server, monitor }) => (
      <>
        {server}
        {monitor?.readFrom == null && monitor?.reason ? <span className="why">{monitor.reason}</span> : null}
      </>
    ),
    text: ({ server }) => server,
  },
  {
    id: 'from',
    header: 'Told by',
    cell: ({ monitor }) => monitor?.readFrom ?? <Unknown reason={monitor?.reason ?? 'it has not been asked yet'} />,
    text: ({ monitor }) => monitor?.readFrom ?? '',
    hideBelow: 'md',
  },
  {
    id: 'followers',
    header: 'Followers',
    unit: 'synced / all',
    align: 'right',
    cell: (row) => {
      const { syncedFollowers = null, learners = null } = row.monitor?.report ?? {}
      if (syncedFollowers === null) return <Unknown reason={untold(row, 'syncedFollowers')} />
      const text = learners === null ? formatExact(syncedFollowers) : `${syncedFollowers} / ${learners}`
      return learners !== null && syncedFollowers < learners ? (
        <span title="The others are observers, or do not have yet all that was decided">{text}</span>
      ) : (
        text
      )
    },
    text: ({ monitor }) => {
      const { syncedFollowers = null, learners = null } = monitor?.report ?? {}
      return syncedFollowers === null ? '' : `${syncedFollowers}/${learners ?? ''}`
    },
  },
  count('pendingSyncs', 'Pending syncs', 'md'),
  count('sessions', 'Sessions', undefined, 'of all'),
  count('ephemerals', 'Ephemerals'),
  count('watches', 'Watches'),
  {
    id: 'data',
    header: 'Data',
    align: 'right',
    sort: (a, b) => (a.monitor?.report?.dataSizeBytes ?? -1) - (b.monitor?.report?.dataSizeBytes ?? -1),
    cell: (row) => <Bytes value={row.monitor?.report?.dataSizeBytes ?? null} reason={untold(row, 'dataSizeBytes')} />,
    text: ({ monitor }) => String(monitor?.report?.dataSizeBytes ?? ''),
  },
  {
    id: 'files',
    header: 'Files',
    unit: 'open / most',
    align: 'right',
    sort: (a, b) => (a.monitor?.report?.openFiles ?? -1) - (b.monitor?.report?.openFiles ?? -1),
    cell: (row) => {
      const { openFiles = null, maxFiles = null } = row.monitor?.report ?? {}
      if (openFiles === null || maxFiles === null) return <Unknown reason={untold(row, 'openFiles')} />
      const text = `${formatExact(openFiles)} / ${formatExact(maxFiles)}`
      return openFiles > maxFiles * FILES_NEARLY_GONE ? (
        <span className="t-urp" title="It refuses connections when none is left">
          {text}
        </span>
      ) : (
        text
      )
    },
    text: ({ monitor }) => (monitor?.report ? `${monitor.report.openFiles}/${monitor.report.maxFiles}` : ''),
  },
  {
    id: 'fsync',
    header: 'Disk write',
    unit: 'avg ms',
    align: 'right',
    cell: (row) => {
      const ms = row.monitor?.report?.fsyncMs ?? null
      return ms === null ? <Unknown reason={untold(row, 'fsyncMs')} /> : ms.toFixed(1)
    },
    text: ({ monitor }) => String(monitor?.report?.fsyncMs ?? ''),
    hideBelow: 'lg',
  },
  {
    id: 'started',
    header: 'Started',
    cell: (row) => <Since at={row.monitor?.report?.startedAt ?? null} reason={untold(row, 'sessions')} />,
    text: ({ monitor }) => {
      const at = monitor?.report?.startedAt ?? null
      return at === null ? '' : new Date(at).toISOString()
    },
    hideBelow: 'md',
  },
]
