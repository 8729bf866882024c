import { z } from 'zod'
import { ensembleVerdict, quorumSentence } from '../health/ensemble-verdict'
import { type ClusterModel, SINGLE } from '../model/cluster'
import type { EnsembleMonitor, EnsembleNumbers, EnsembleServer, EnsembleSession } from '../model/ensemble'
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
  ...maybe('late', time.meta({ description: 'it missed its last question, then: all else is its answer before' })),
  ...maybe(
    'readFrom',
    z
      .enum(['srvr', 'AdminServer'] satisfies EnsembleNumbers['readFrom'][])
      .meta({ description: 'who told the counts above' }),
  ),
  ...maybe(
    'monitor',
    z.strictObject({
      readFrom: z.enum(['mntr', 'AdminServer']),
      watches: count,
      ephemerals: count,
      dataSizeBytes: count,
      ...maybe('openFiles', count),
      ...maybe('maxFiles', count),
      ...maybe('startedAt', time),
      ...maybe('sessions', count.meta({ description: 'of the whole ensemble' })),
      ...maybe('fsyncMs', z.number().meta({ description: 'average time of a write to the disk' })),
      ...maybe('learners', count.meta({ description: 'followers and observers connected to this leader' })),
      ...maybe('syncedFollowers', count.meta({ description: 'followers that have all this leader decided' })),
      ...maybe('pendingSyncs', count),
    }),
  ),
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

function toItem(row: EnsembleRow) {
  const { server, status, since, mode, version, numbers, monitor, behind, behindReason, ours, reason } = row
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
    ...known('late', isoTimeOrNull(row.lateSince), 'it answered its last question'),
    ...known('readFrom', numbers?.readFrom ?? null, silent),
    ...known('monitor', toMonitor(monitor, mode), monitor?.reason ?? silent),
    ours,
    ...(reason === null ? {} : { reason }),
  }
}

function toMonitor(monitor: EnsembleMonitor | null, mode: string | null) {
  if (monitor === null || monitor.report === null || monitor.readFrom === null) return null
  const { watches, ephemerals, dataSizeBytes, ...report } = monitor.report
  const untold = 'servers of this version do not say'
  const ofLeader = mode === 'leader' ? untold : 'only the leader says'
  return {
    readFrom: monitor.readFrom,
    watches,
    ephemerals,
    dataSizeBytes,
    ...known('openFiles', report.openFiles, 'its system does not say'),
    ...known('maxFiles', report.maxFiles, 'its system does not say'),
    ...known('startedAt', isoTimeOrNull(report.startedAt), untold),
    ...known('sessions', report.sessions, untold),
    ...known('fsyncMs', report.fsyncMs, untold),
    ...known('learners', report.learners, ofLeader),
    ...known('syncedFollowers', report.syncedFollowers, ofLeader),
    ...known('pendingSyncs', report.pendingSyncs, ofLeader),
  }
}
