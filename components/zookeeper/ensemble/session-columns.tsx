'use client'

import Link from 'next/link'
import { useParams } from 'next/navigation'
import type { Column } from '@/components/ui/column'
import { Since } from '@/components/ui/since'
import { Unknown } from '@/components/ui/unknown'
import type { SessionItem } from '@/lib/api/ensemble-sessions-answer'
import { formatDuration, formatExact } from '@/lib/format'
import { compareNatural } from '@/lib/natural-order'
import { paths } from '@/lib/paths'

/** Paths shown of each session; the others stand in the title. */
const SHOWN = 3

const ORDER: Record<SessionItem['owner']['kind'], number> = {
  controller: 0,
  broker: 1,
  consumer: 2,
  vivarium: 3,
  unknown: 4,
}

/** Words of `cons` (org.apache.zookeeper.server.Request.op2String) for what a client did last. */
const OPERATIONS: ReadonlyMap<string, string> = new Map([
  ['PING', 'sent a sign of life'],
  ['NOTF', 'was told of a change'],
  ['SESS', 'opened the session'],
  ['CREA', 'created a znode'],
  ['DELE', 'deleted a znode'],
  ['EXIS', 'asked whether a znode exists'],
  ['GETD', 'read a znode'],
  ['SETD', 'wrote a znode'],
  ['GETA', 'read an ACL'],
  ['SETA', 'set an ACL'],
  ['GETC', 'listed children'],
  ['SYNC', 'waited for the leader’s state'],
  ['MULT', 'sent a transaction'],
  ['SETW', 'set its watches again'],
  ['ADDW', 'set a watch'],
  ['AUTH', 'showed its credentials'],
])

function Owner({ owner }: { owner: SessionItem['owner'] }) {
  const { cluster } = useParams<{ cluster: string }>()
  const { kind, name, nameReason, brokerId, group } = owner
  if (name === null) return <Unknown reason={nameReason} />
  if (kind === 'controller') {
    return (
      <>
        {brokerId === undefined ? (
          name
        ) : (
          <Link href={paths.broker(cluster, brokerId)} prefetch={false}>{`broker ${brokerId}`}</Link>
        )}
        <span className="why">holds the controller’s znode under this older session: nobody acts as controller</span>
      </>
    )
  }
  const href =
    brokerId !== undefined ? paths.broker(cluster, brokerId) : group !== undefined ? paths.group(cluster, group) : null
  return href === null ? (
    name
  ) : (
    <Link href={href} prefetch={false}>
      {name}
    </Link>
  )
}

function Holds({ item: { holds, holdsTotal } }: { item: SessionItem }) {
  const { cluster } = useParams<{ cluster: string }>()
  if (holdsTotal === 0) return <span className="faint">nothing that is known</span>
  const more = holdsTotal - SHOWN
  return (
    <span className="holds" title={holds.map(({ path }) => path).join('\n')}>
      {holds.slice(0, SHOWN).map(({ path, outside }) =>
        outside ? (
          <span key={`outside ${path}`}>
            {path} <span className="tag">outside of our root</span>
          </span>
        ) : (
          <Link key={path} href={paths.zookeeper(cluster, { path })} prefetch={false}>
            {path}
          </Link>
        ),
      )}
      {more > 0 ? <span className="mut">{`and ${formatExact(more)} more`}</span> : null}
    </span>
  )
}

/** When the oldest of its znodes was made, epoch ms. */
function heldSince({ holds }: SessionItem): number | null {
  const times = holds.flatMap(({ since }) => (since === null ? [] : [Date.parse(since)]))
  return times.length === 0 ? null : Math.min(...times)
}

function latency({ connection }: SessionItem): string | null {
  const of = connection?.latency ?? null
  return of === null ? null : `${of.avg} / ${of.max}`
}

const unconnected = ({ connectionReason }: SessionItem) => connectionReason ?? 'its server did not say'

/** One session of the ensemble: who, what it holds, where it is connected. */
export const SESSION_COLUMNS: readonly Column<SessionItem>[] = [
  {
    id: 'who',
    header: 'Who',
    sort: (a, b) => ORDER[a.owner.kind] - ORDER[b.owner.kind] || compareNatural(a.owner.name ?? '', b.owner.name ?? ''),
    cell: ({ owner }) => <Owner owner={owner} />,
    text: ({ owner }) => owner.name ?? '',
  },
  {
    id: 'session',
    header: 'Session',
    mono: true,
    sort: (a, b) => compareNatural(a.session, b.session),
    cell: ({ session }) => session,
    text: ({ session }) => session,
  },
  {
    id: 'holds',
    header: 'Holds',
    mono: true,
    sort: (a, b) => a.holdsTotal - b.holdsTotal,
    cell: (item) => <Holds item={item} />,
    text: ({ holds }) => holds.map(({ path }) => path).join(' '),
  },
  {
    id: 'since',
    header: 'Holds since',
    sort: (a, b) => (heldSince(a) ?? 0) - (heldSince(b) ?? 0),
    cell: (item) => <Since at={heldSince(item)} reason="it holds nothing whose time is known" />,
    text: (item) => {
      const at = heldSince(item)
      return at === null ? '' : new Date(at).toISOString()
    },
  },
  {
    id: 'server',
    header: 'Server',
    mono: true,
    sort: (a, b) => compareNatural(a.server ?? '', b.server ?? ''),
    cell: ({ server, serverReason }) => server ?? <Unknown reason={serverReason} />,
    text: ({ server }) => server ?? '',
  },
  {
    id: 'client',
    header: 'Client',
    mono: true,
    sort: (a, b) => compareNatural(a.connection?.address ?? '', b.connection?.address ?? ''),
    cell: (item) => item.connection?.address ?? <Unknown reason={unconnected(item)} />,
    text: ({ connection }) => connection?.address ?? '',
  },
  {
    id: 'timeout',
    header: 'Timeout',
    align: 'right',
    sort: (a, b) => (a.connection?.timeoutMs ?? -1) - (b.connection?.timeoutMs ?? -1),
    cell: (item) => {
      const ms = item.connection?.timeoutMs ?? null
      return ms === null ? <Unknown reason={unconnected(item)} /> : formatDuration(ms)
    },
    text: ({ connection }) => String(connection?.timeoutMs ?? ''),
    hideBelow: 'md',
  },
  {
    id: 'last',
    header: 'Last request',
    cell: (item) => {
      const word = item.connection?.lastOperation ?? null
      return word === null ? (
        <Unknown reason={unconnected(item)} />
      ) : (
        <span title={OPERATIONS.get(word) ?? word}>{word}</span>
      )
    },
    text: ({ connection }) => connection?.lastOperation ?? '',
    hideBelow: 'lg',
  },
  {
    id: 'latency',
    header: 'Latency',
    unit: 'avg / max ms',
    align: 'right',
    sort: (a, b) => (a.connection?.latency?.avg ?? -1) - (b.connection?.latency?.avg ?? -1),
    cell: (item) => latency(item) ?? <Unknown reason={unconnected(item)} />,
    text: (item) => latency(item) ?? '',
    hideBelow: 'md',
  },
  {
    id: 'connected',
    header: 'Connected since',
    cell: (item) => {
      const at = item.connection?.establishedAt ?? null
      return <Since at={at === null ? null : Date.parse(at)} reason={unconnected(item)} />
    },
    text: ({ connection }) => connection?.establishedAt ?? '',
    defaultHidden: true,
  },
]

const OF_CONNECTIONS: ReadonlySet<string> = new Set(['client', 'timeout', 'last', 'latency', 'connected'])

/** The same where no server lists its clients: what only they tell is shown when chosen. */
export const UNCONNECTED_COLUMNS: readonly Column<SessionItem>[] = SESSION_COLUMNS.map((column) =>
  OF_CONNECTIONS.has(column.id) ? { ...column, defaultHidden: true } : column,
)
