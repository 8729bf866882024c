import { z } from 'zod'
import type { ClientConnection, SessionOwner, SessionSearch, SessionsView, SessionView } from '../rows/ensemble-session'
import { hexId } from './fields/int64'
import { known, maybe } from './fields/known'
import { isoTime, isoTimeOrNull, time } from './fields/time'
import { word } from './fields/word'
import { listAnswerOf, listBody } from './list-answer'

const count = z.int().nonnegative()
const SEARCHES = ['known', 'everything'] as const satisfies SessionSearch[]

/** Query of `GET …/ensemble/sessions`. */
export const sessionsQuery = z.strictObject({
  search: word(SEARCHES).default('known').meta({
    description:
      'known: where Kafka keeps ephemeral znodes; everything: by the word dump where it is allowed, else by a walk over the whole tree, which takes its time',
  }),
})

const sessionItem = z.strictObject({
  session: hexId,
  owner: z.strictObject({
    kind: z.enum(['broker', 'controller', 'consumer', 'vivarium', 'unknown'] satisfies SessionOwner['kind'][]),
    ...maybe('name', z.string().meta({ example: 'broker 2' })),
    brokerId: z.int().optional().meta({ description: 'of a broker or controller' }),
    group: z.string().optional().meta({ description: 'of an old consumer' }),
  }),
  ...maybe('server', z.string().meta({ example: '127.0.0.1:2181' })),
  holds: z
    .array(z.strictObject({ path: z.string(), outside: z.boolean(), ...maybe('since', time) }))
    .meta({ description: 'ephemeral znodes, at most 50; outside: not below our root, the path is absolute' }),
  holdsTotal: count,
  ...maybe(
    'connection',
    z.strictObject({
      address: z.string().meta({ example: '127.0.0.1:49698' }),
      ...maybe('timeoutMs', count),
      ...maybe('lastOperation', z.string()),
      ...maybe('establishedAt', time),
      ...maybe('outstanding', count),
      ...maybe('latency', z.strictObject({ min: count, avg: z.number(), max: count })),
      readFrom: z.enum(['cons', 'AdminServer'] satisfies ClientConnection['readFrom'][]),
    }),
  ),
})

/** Answer of `GET …/ensemble/sessions`: brokers first. */
export const sessionsAnswer = listAnswerOf(sessionItem, {
  search: z.enum(SEARCHES),
  readAt: time,
  znodes: z.strictObject({
    from: z.string().meta({ description: 'where ephemeral znodes were looked for' }),
    ...maybe('complete', z.literal(true)),
  }),
  servers: z.array(z.strictObject({ server: z.string(), ...maybe('readFrom', z.enum(['cons', 'AdminServer'])) })),
})

/** One session, as it travels. */
export type SessionItem = z.infer<typeof sessionItem>

/** What the page of sessions needs of the answer; the envelope apart. */
export type SessionsBody = ReturnType<typeof sessionsBody>

/** The sessions as they were found. */
export function sessionsBody({ sessions, search, readAt, znodesFrom, znodesMissing, servers }: SessionsView) {
  return {
    ...listBody({ rows: sessions, total: sessions.length, nextCursor: null }, toItem, null),
    search,
    readAt: isoTime(readAt),
    znodes: { from: znodesFrom, ...known('complete', znodesMissing === null ? true : null, znodesMissing ?? '') },
    servers: servers.map(({ server, readFrom, reason }) => ({
      server,
      ...known('readFrom', readFrom, reason ?? 'it did not say'),
    })),
  }
}

function toItem(view: SessionView): SessionItem {
  const { sessionId, owner, server, holds, holdsTotal, connection, connectionReason } = view
  const unlisted = connectionReason ?? 'no server lists it'
  return {
    session: sessionId,
    owner: {
      kind: owner.kind,
      ...known('name', owner.name, 'it holds no znode that names it'),
      ...(owner.brokerId !== null && { brokerId: owner.brokerId }),
      ...(owner.group !== null && { group: owner.group }),
    },
    ...known('server', server, unlisted),
    holds: holds.map(({ path, outside, since }) => ({
      path,
      outside,
      ...known('since', isoTimeOrNull(since), outside ? 'it is outside of our root' : 'its stat was not read'),
    })),
    holdsTotal,
    ...known('connection', connection === null ? null : toConnection(connection), unlisted),
  }
}

function toConnection(connection: ClientConnection) {
  const { address, timeoutMs, lastOperation, establishedAt, outstanding, latency, readFrom } = connection
  const untold = `${readFrom} did not say`
  return {
    address,
    ...known('timeoutMs', timeoutMs, untold),
    ...known('lastOperation', lastOperation, untold),
    ...known('establishedAt', isoTimeOrNull(establishedAt), untold),
    ...known('outstanding', outstanding, untold),
    ...known('latency', latency, untold),
    readFrom,
  }
}
