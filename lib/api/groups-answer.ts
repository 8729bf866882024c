import { z } from 'zod'
import { groupsUnreadReason } from '../health/groups-verdict'
import type { ClusterModel } from '../model/cluster'
import { SINGLE } from '../model/cluster'
import type { GroupProgress, LagVerdict } from '../model/group-progress'
import type { GroupRebalances } from '../model/rebalance'
import { type GroupRow, groupRows } from '../rows/group-row'
import { groupGaps } from '../views/groups'
import { int64 } from './fields/int64'
import { known, maybe } from './fields/known'
import { isoTimeOrNull, time } from './fields/time'
import { word } from './fields/word'
import { listAnswerOf, listBody } from './list-answer'
import { type PageOrder, pageOf } from './page-of'
import { pageQuery, sortOf } from './page-query'
import { topicName } from './topic-name'

const SORTS = ['id', 'state', 'type', 'members', 'topics', 'lag', 'coordinator', 'assignor', 'since'] as const

/** Kafka's words for the states of groups of every type. */
const STATES = [
  'Stable',
  'PreparingRebalance',
  'CompletingRebalance',
  'Assigning',
  'Reconciling',
  'NotReady',
  'Empty',
  'Dead',
] as const

/** Verdicts on how a group reads; `unknown` selects groups that cannot be judged. */
export const GROUP_VERDICTS = ['ok', 'warn', 'stop', 'stall', 'rewind', 'unknown'] as const

/** Query of `GET …/groups`. */
export const groupsQuery = z.strictObject({
  ...pageQuery,
  sort: sortOf(SORTS),
  state: word(STATES).optional(),
  verdict: word(GROUP_VERDICTS).optional(),
  topic: topicName.optional(),
})

const count = z.int().nonnegative()

/** Where a time lag comes from; `at-least`: the record is older than all that was recorded. */
export const timeLagSource = z.enum(['interpolated', 'at-least'])

/** One group. `lag` is the sum over the partitions whose lag is known, `lagKnown` of them. */
export const groupItem = z.strictObject({
  id: z.string(),
  ...maybe('type', z.string().meta({ example: 'classic' })),
  ...maybe('state', z.string().meta({ example: 'Stable' })),
  ...maybe('since', time),
  ...maybe('protocol', z.string().meta({ example: 'consumer' })),
  ...maybe('assignor', z.string().meta({ example: 'range' })),
  ...maybe('coordinator', count),
  ...maybe('coordinatorPartition', count),
  ...maybe('members', count),
  ...maybe('topics', z.array(z.string())),
  ...maybe('lag', int64),
  lagKnown: z.strictObject({ partitions: count, of: count }),
  ...maybe('timeLagMs', count),
  timeLagSource: timeLagSource.nullable(),
  ...maybe('lagPerMinute', z.number()),
  ...maybe('etaMs', count),
  ...maybe('verdict', z.enum(GROUP_VERDICTS)),
  sentence: z.string().nullable(),
  ...maybe('rebalancesLastHour', count),
  ...maybe('lastCommitAt', time),
  loss: z
    .strictObject({ topic: z.string(), partition: count, lost: int64.nullable(), inMs: count.nullable() })
    .nullable()
    .meta({
      description: 'records deleted before the group read them, or how soon there may be some; the worst partition',
    }),
  staleReason: z
    .string()
    .nullable()
    .meta({ description: 'why members and offsets are those last read; null when of now' }),
})

type GroupItem = z.infer<typeof groupItem>

/** Answer of `GET …/groups`; `gaps` says which groups cannot be listed now. */
export const groupsAnswer = listAnswerOf(groupItem, { gaps: z.array(z.string()) })

const ORDERS: Record<(typeof SORTS)[number], PageOrder<GroupRow>['value']> = {
  id: (row) => row.id,
  state: (row) => row.state,
  type: (row) => row.type,
  members: (row) => row.members,
  topics: (row) => row.topics.length,
  lag: (row) => (row.lag === null ? null : BigInt(row.lag)),
  coordinator: (row) => row.coordinator,
  assignor: (row) => row.assignor,
  since: (row) => row.since,
}

/** The page of groups a query asks for; by id unless it says otherwise. */
export function groupsBody(
  model: ClusterModel,
  { sort, limit, cursor, state, verdict, topic }: z.output<typeof groupsQuery>,
) {
  const order: PageOrder<GroupRow> = {
    value: ORDERS[sort?.column ?? 'id'],
    descending: sort?.descending ?? false,
    key: (row) => [row.id],
  }
  const rows = groupRows(model).filter(
    (row) =>
      (state === undefined || row.state === state) &&
      (verdict === undefined ||
        (verdictWord(model.groupProgress.get(row.id)?.verdict ?? null) ?? 'unknown') === verdict) &&
      (topic === undefined || row.topics.includes(topic)),
  )
  const scope = JSON.stringify(['groups', sort, state, verdict, topic])
  const page = pageOf(rows, { limit, cursor, scope, order })
  return {
    ...listBody(
      page,
      (row: GroupRow) => toGroupItem(row, model.groupProgress.get(row.id), model.groupRebalances.get(row.id)),
      groupsUnreadReason(model),
    ),
    gaps: groupGaps(model.groupCoverage.get(SINGLE)),
  }
}

const NOT_RECORDED = 'nothing of it has been recorded yet'

/** Burrow's word as the API writes it. */
export function verdictWord(verdict: LagVerdict | null): (typeof GROUP_VERDICTS)[number] | null {
  return verdict === null ? null : VERDICT_WORDS[verdict]
}

const VERDICT_WORDS: Record<LagVerdict, (typeof GROUP_VERDICTS)[number]> = {
  OK: 'ok',
  WARN: 'warn',
  // Burrow's word for a group with any of these; the recorder names which.
  ERR: 'stop',
  STOP: 'stop',
  STALL: 'stall',
  REWIND: 'rewind',
}

/** One group of the list and the head of its own answer. */
export function toGroupItem(
  row: GroupRow,
  progress: GroupProgress | undefined,
  rebalances: GroupRebalances | undefined,
): GroupItem {
  return {
    id: row.id,
    ...known('type', row.type, row.typeReason ?? ''),
    ...known('state', row.state, row.stateReason ?? ''),
    ...known('since', isoTimeOrNull(row.since), 'it has not changed its state since we connected'),
    ...known(
      'protocol',
      row.protocolType === '' ? null : row.protocolType,
      'it only commits offsets and joins nothing',
    ),
    ...known('assignor', row.assignor, row.assignorReason ?? ''),
    ...known('coordinator', row.coordinator, row.coordinatorReason ?? '', row.coordinatorReason),
    ...known('coordinatorPartition', row.coordinatorPartition, '__consumer_offsets has not been read yet'),
    ...known('members', row.members, row.membersReason ?? '', row.stale),
    ...known('topics', row.topicsReason === null ? row.topics : null, row.topicsReason ?? ''),
    ...known('lag', row.lag, row.lagReason ?? '', row.lagReason),
    lagKnown: row.lagKnown,
    ...known('timeLagMs', progress?.timeLagMs ?? null, progress?.timeLagReason ?? NOT_RECORDED),
    timeLagSource: progress?.timeLagSource ?? null,
    ...known('lagPerMinute', progress?.lagPerMinute ?? null, progress?.lagPerMinuteReason ?? NOT_RECORDED),
    ...known('etaMs', progress?.etaMs ?? null, progress?.etaReason ?? NOT_RECORDED),
    ...known('verdict', verdictWord(progress?.verdict ?? null), progress?.verdictReason ?? NOT_RECORDED),
    sentence: progress?.sentence ?? null,
    ...known(
      'rebalancesLastHour',
      rebalances?.lastHour ?? null,
      rebalances?.reason ?? NOT_RECORDED,
      rebalances?.reason,
    ),
    ...known(
      'lastCommitAt',
      isoTimeOrNull(progress?.lastCommitAt ?? null),
      progress?.lastCommitReason ?? NOT_RECORDED,
      progress?.lastCommitReason,
    ),
    loss: progress?.loss ?? null,
    staleReason: row.stale,
  }
}
