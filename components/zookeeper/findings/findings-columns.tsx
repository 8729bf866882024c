import Link from 'next/link'
import type { Column } from '@/components/ui/column'
import { Since } from '@/components/ui/since'
import { StateBadge } from '@/components/ui/state-badge'
import { ascending } from '@/components/ui/table/ascending'
import type { Finding, FindingKind, FindingSource } from '@/lib/health/finding'
import { capital } from '@/lib/health/sentence-parts'
import { compareNatural } from '@/lib/natural-order'
import type { CellState } from '@/lib/rows/partition-status'
import { Visible } from '../data/visible'
import { SourceCell, sourceName } from './source-cell'
import { subjectLink } from './subject-link'

/** A finding with the cluster it was made in, for its links. */
export interface FindingRow extends Finding {
  cluster: string
}

const KIND: Record<FindingKind, { state: CellState; word: string }> = {
  leader: { state: 'urp', word: 'Leader differs' },
  isr: { state: 'urp', word: 'ISR differs' },
  controller: { state: 'urp', word: 'Controller differs' },
  'controller-session': { state: 'offline', word: 'Controller without a session' },
  'broker-registration': { state: 'urp', word: 'Broker on one side' },
  'broker-silent': { state: 'urp', word: 'Silent broker' },
  'topic-unlisted': { state: 'urp', word: 'Topic on one side' },
  orphan: { state: 'unknown', word: 'Left over' },
  'deletion-stuck': { state: 'urp', word: 'Deletion waits' },
  'reassignment-stuck': { state: 'urp', word: 'Reassignment waits' },
}

/** The word a kind of finding goes by. */
export function kindWord(kind: FindingKind): string {
  return KIND[kind].word
}

const said = (source: FindingSource | undefined) =>
  source === undefined ? '' : `${sourceName(source)}${source.znode === null ? '' : ` ${source.znode}`}: ${source.value}`

function side(id: string, header: string, index: 0 | 1): Column<FindingRow> {
  return {
    id,
    header,
    cell: (row) => {
      const source = row.sources[index]
      if (source === undefined) return null
      return <SourceCell cluster={row.cluster} source={source} page={subjectLink(row.cluster, row).href} />
    },
    text: ({ sources }) => said(sources[index]),
  }
}

const bySubject = (a: FindingRow, b: FindingRow) => compareNatural(a.subject, b.subject)

function Subject({ row }: { row: FindingRow }) {
  const { name, href } = subjectLink(row.cluster, row)
  return (
    <Link className="link mono" href={href} prefetch={false}>
      <Visible text={name} />
    </Link>
  )
}

/** What each finding says, and both values side by side. */
export const FINDING_COLUMNS: readonly Column<FindingRow>[] = [
  {
    id: 'subject',
    header: 'About',
    sort: bySubject,
    cell: (row) => <Subject row={row} />,
    text: ({ subject }) => subject,
  },
  {
    id: 'kind',
    header: 'Finding',
    sort: (a, b) => compareNatural(KIND[a.kind].word, KIND[b.kind].word) || bySubject(a, b),
    cell: ({ kind, sentence }) => (
      <>
        <StateBadge state={KIND[kind].state}>{KIND[kind].word}</StateBadge>
        <span className="why sentence">
          <Visible text={capital(sentence)} />
        </span>
      </>
    ),
    text: ({ kind, sentence }) => `${KIND[kind].word}: ${sentence}`,
  },
  {
    id: 'since',
    header: 'Since',
    unit: 'UTC',
    sort: ascending((row) => row.since, bySubject),
    cell: ({ since }) => <Since at={since} reason="it stood before Vivarium looked" />,
    text: ({ since }) => (since === null ? '' : new Date(since).toISOString()),
  },
  side('one', 'One view', 0),
  side('other', 'The other view', 1),
]
