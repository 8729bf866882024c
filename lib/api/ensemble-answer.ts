import { z } from 'zod'
import { ensembleVerdict, quorumSentence } from '../health/ensemble-verdict'
import { type ClusterModel, SINGLE } from '../model/cluster'
import type { EnsembleServer, EnsembleSession } from '../model/ensemble'
import { ensembleQuorum } from '../rows/ensemble-quorum'
import { type EnsembleRow, ensembleRows } from '../rows/ensemble-row'
import { sourceReason } from '../rows/partition-numbers'
import { hexId } from './fields/int64'
import { known, maybe } from './fields/known'
import { isoTime, isoTimeOrNull, time } from './fields/time'
import { listAnswerOf, listBody } from './list-answer'

const count = z.int().nonnegative()

/** One server as it answers for itself; `reason` says why it does not serve, or what to set so that it tells more. */
const ensembleItem = z.strictObject({
  server: z.string().meta({ example: '127.0.0.1:2181' }),
  status: z.enum(['serving', 'no-quorum', 'not-answering', 'silent'] satisfies EnsembleServer['status'][]),
  ...maybe('since', time),
  ...maybe('mode', z.string().meta({ example: 'follower' })),
  ...maybe('version', z.string()),
  ...maybe('zxid', hexId),
  ...maybe('behind', count.meta({ description: 'transactions behind the leader' })),
  ...maybe(
    'latency',
    z.strictObject({ min: z.number(), avg: z.number(), max: z.number() }).meta({ description: 'ms since its start' }),
  ),
  ...maybe('outstanding', count),
  ...maybe('connections', count),
  ...maybe('znodes', count),
  ours: z.boolean().meta({ description: 'our own session is on it' }),
  reason: z.string().optional(),
})

/** Answer of `GET …/ensemble`. */
export const ensembleAnswer = listAnswerOf(ensembleItem, {
  quorum: z.strictObject({
    sentence: z.string().meta({ example: '3 of 3 up, leader 127.0.0.1:2182; survives 1 failure' }),
    level: z.enum(['ok', 'info', 'warning', 'critical', 'unknown']),
    up: count,
    of: count,
    ...maybe('leader', z.string()),
    ...maybe('survives', count.meta({ description: 'failures that leave a quorum' })),
  }),
  session: z.strictObject({
    status: z.enum(['connecting', 'live', 'suspended', 'auth-failed'] satisfies EnsembleSession['status'][]),
    ...maybe('server', z.string()),
    ...maybe('sessionId', hexId),
    ...maybe('since', time),
  }),
})

/** The servers of the ensemble, whether they have a quorum, and our own session. */
export function ensembleBody(model: ClusterModel) {
  const rows = ensembleRows(model)
  const unread = rows.length > 0 ? null : (sourceReason(model, 'ensemble') ?? 'the servers have not answered yet')
  const { up, of, leaders, survives } = ensembleQuorum(model)
  const session = model.ensembleSession.get(SINGLE)
  const noSession = session?.reason ?? 'it is being opened'
  const sentence = quorumSentence(model)
  return {
    ...listBody({ rows, total: rows.length, nextCursor: null }, toItem, unread),
    quorum: {
      sentence,
      level: ensembleVerdict(model).level,
      up,
      of,
      ...known('leader', leaders[0] ?? null, sentence),
      ...known('survives', survives, sentence),
    },
    session: {
      status: session?.status ?? 'connecting',
      ...known('server', session?.server ?? null, noSession),
      ...known('sessionId', session?.sessionId ?? null, noSession),
      ...known('since', isoTimeOrNull(session?.since ?? null), noSession),
    },
  }
}

function toItem({ server, status, since, mode, version, numbers, behind, behindReason, ours, reason }: EnsembleRow) {
  const silent = reason ?? 'it has not been asked yet'
  return {
    server,
    status,
    ...known('since', since === null ? null : isoTime(since), 'it was so when Vivarium connected'),
    ...known('mode', mode, silent),
    ...known('version', version, silent),
    ...known('zxid', numbers?.zxid ?? null, silent),
    ...known('behind', behind, behindReason ?? silent),
    ...known('latency', numbers?.latency ?? null, silent),
    ...known('outstanding', numbers?.outstanding ?? null, silent),
    ...known('connections', numbers?.connections ?? null, silent),
    ...known('znodes', numbers?.znodes ?? null, silent),
    ours,
    ...(reason === null ? {} : { reason }),
  }
}
