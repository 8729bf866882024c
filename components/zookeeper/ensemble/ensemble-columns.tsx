import type { Column } from '@/components/ui/column'
import { Since } from '@/components/ui/since'
import { StateBadge } from '@/components/ui/state-badge'
import { Unknown } from '@/components/ui/unknown'
import { formatExact } from '@/lib/format'
import type { EnsembleNumbers, EnsembleServer } from '@/lib/model/ensemble'
import { compareNatural } from '@/lib/natural-order'
import type { EnsembleRow } from '@/lib/rows/ensemble-row'
import type { CellState } from '@/lib/rows/partition-status'

const STATUS: Record<EnsembleServer['status'], { state: CellState; word: string }> = {
  serving: { state: 'ok', word: 'serving' },
  'no-quorum': { state: 'offline', word: 'no quorum' },
  'not-answering': { state: 'offline', word: 'not answering' },
  silent: { state: 'unknown', word: 'silent' },
}

function role({ status, mode, lateSince }: EnsembleRow): string {
  const word = status === 'serving' ? (mode ?? STATUS.serving.word) : STATUS[status].word
  return lateSince === null ? word : `${word}, late`
}

function number(
  id: string,
  header: string,
  of: (numbers: EnsembleNumbers) => number,
  unit?: string,
): Column<EnsembleRow> {
  return {
    id,
    header,
    ...(unit === undefined ? {} : { unit }),
    align: 'right',
    sort: (a, b) => (a.numbers ? of(a.numbers) : -1) - (b.numbers ? of(b.numbers) : -1),
    cell: ({ numbers, reason }) => (numbers ? formatExact(of(numbers)) : <Unknown reason={reason} />),
    text: ({ numbers }) => (numbers ? String(of(numbers)) : ''),
  }
}

const milliseconds = ({ latency: { min, avg, max } }: EnsembleNumbers) => `${min} / ${avg} / ${max}`

/** What is known of each server of the ensemble. */
export const ENSEMBLE_COLUMNS: readonly Column<EnsembleRow>[] = [
  {
    id: 'server',
    header: 'Server',
    mono: true,
    sort: (a, b) => compareNatural(a.server, b.server),
    cell: ({ server, ours, reason, lateSince }) => (
      <>
        {server}
        {ours ? (
          <span className="tag ours" title="Vivarium’s own session is on this server">
            our session
          </span>
        ) : null}
        {reason === null ? null : (
          <span className="why">
            {reason}
            {lateSince === null ? null : '; shown is its last answer'}
          </span>
        )}
      </>
    ),
    text: ({ server }) => server,
  },
  {
    id: 'role',
    header: 'Role',
    sort: (a, b) => compareNatural(role(a), role(b)),
    cell: (row) => (
      <StateBadge state={row.lateSince === null ? STATUS[row.status].state : 'unknown'}>{role(row)}</StateBadge>
    ),
    text: role,
  },
  {
    id: 'since',
    header: 'Since',
    cell: ({ since }) => <Since at={since} reason="it was so when we connected" />,
    text: ({ since }) => (since === null ? '' : new Date(since).toISOString()),
  },
  {
    id: 'version',
    header: 'Version',
    cell: ({ version, reason }) => version ?? <Unknown reason={reason ?? 'it did not say'} />,
    text: ({ version }) => version ?? '',
    hideBelow: 'md',
  },
  {
    id: 'latency',
    header: 'Latency',
    unit: 'min / avg / max ms',
    align: 'right',
    sort: (a, b) => (a.numbers?.latency.avg ?? -1) - (b.numbers?.latency.avg ?? -1),
    cell: ({ numbers, reason }) => (numbers ? milliseconds(numbers) : <Unknown reason={reason} />),
    text: ({ numbers }) => (numbers ? milliseconds(numbers) : ''),
  },
  number('outstanding', 'Outstanding', ({ outstanding }) => outstanding),
  number('connections', 'Connections', ({ connections }) => connections),
  { ...number('znodes', 'Znodes', ({ znodes }) => znodes), hideBelow: 'md' },
  {
    id: 'zxid',
    header: 'Last zxid',
    mono: true,
    align: 'right',
    cell: ({ numbers, reason }) => numbers?.zxid ?? <Unknown reason={reason} />,
    text: ({ numbers }) => numbers?.zxid ?? '',
    hideBelow: 'lg',
  },
  {
    id: 'behind',
    header: 'Behind leader',
    unit: 'txn',
    align: 'right',
    cell: ({ behind, behindReason, mode }) =>
      mode === 'leader' ? (
        <span className="mut">leads</span>
      ) : behind === null ? (
        <Unknown reason={behindReason} />
      ) : (
        formatExact(behind)
      ),
    text: ({ behind }) => (behind === null ? '' : String(behind)),
  },
]

const NOT_BESIDE_THE_TREE: ReadonlySet<string> = new Set(['version', 'znodes', 'zxid'])

/** The same where there is less room: some are shown only when chosen. */
export const FEWER_COLUMNS: readonly Column<EnsembleRow>[] = ENSEMBLE_COLUMNS.map((column) =>
  NOT_BESIDE_THE_TREE.has(column.id) ? { ...column, defaultHidden: true } : column,
)
