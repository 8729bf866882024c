import { z } from 'zod'
import { groupsUnreadReason } from '../health/groups-verdict'
import type { ClusterModel } from '../model/cluster'
import { SINGLE } from '../model/cluster'
import type { LagVerdict } from '../model/group-progress'
import { GROUP_KINDS } from '../rows/group-kind'
import { needKey } from '../rows/group-order'
import { type GroupRow, groupRows } from '../rows/group-row'
import { toCsv } from '../table-state'
import { groupGaps } from '../views/groups'
import { int64 } from './fields/int64'
import { known, maybe } from './fields/known'
import { nameQuery } from './fields/name-query'
import { isoTimeOrNull, time } from './fields/time'
import { INT32_MAX, wholeNumber } from './fields/whole-number'
import { word, words } from './fields/word'
import { listAnswerOf, listBody } from './list-answer'
import { type PageOrder, pageOf } from './page-of'
import { pageQuery, sortOf } from './page-query'
import { topicName } from './topic-name'

const SORTS = [
  'id',
  'verdict',
  'state',
  'type',
  'members',
  'topics',
  'lag',
  'timeLag',
  'lagPerMinute',
  'eta',
  'coordinator',
  'assignor',
  'since',
  'lastCommitAt',
  'rebalances',
] as const

/** Kafka's words for the states of groups of every type, and `Active` for one in ZooKeeper that has members. */
const STATES = [
  'Stable',
  'Active',
  'PreparingRebalance',
  'CompletingRebalance',
  'Assigning',
  'Reconciling',
  'NotReady',
  'Empty',
  'Dead',
] as const

/** Kafka's words for the types of groups. */
const TYPES = ['classic', 'consumer', 'share', 'streams'] as const

/** Verdicts on how a group reads; `unknown` selects groups that cannot be judged. */
export const GROUP_VERDICTS = ['ok', 'warn', 'stop', 'stall', 'rewind', 'unknown'] as const

/** Query of `GET …/groups`. */
export const groupsQuery = z.strictObject({
  ...pageQuery,
  sort: sortOf(SORTS),
  state: words(STATES).optional(),
  verdict: word(GROUP_VERDICTS).optional(),
  type: word(TYPES).optional(),
  kind: word(GROUP_KINDS).optional(),
  topic: topicName.optional(),
  coordinator: wholeNumber(0, INT32_MAX).optional(),
  q: nameQuery.optional(),
  hideEmpty: word(['true', 'false']).optional().meta({ description: 'true: without groups that have no members' }),
  format: word(['json', 'csv'])
    .optional()
    .meta({ description: 'csv: all of the selected groups as text/csv, without pages' }),
})

const count = z.int().nonnegative()

/** Where a time lag comes from; `record`: that record's own timestamp; `at-least`: it is older than all that was recorded. */
export const timeLagSource = z.enum(['interpolated', 'record', 'at-least'])

/** One group. `lag` is the sum over the partitions whose lag is known, `lagKnown` of them. */
export const groupItem = z.strictObject({
  id: z.string(),
  kind: z.enum(GROUP_KINDS).meta({ description: 'what it is for; its type says how its members are managed' }),
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

/** Without a value the key alone counts: that of the page's own order. */
const ORDERS: Record<(typeof SORTS)[number], PageOrder<GroupRow>['value']> = {
  id: () => null,
  verdict: () => null,
  state: (row) => row.state,
  type: (row) => row.type,
  members: (row) => row.members,
  topics: (row) => row.topics.length,
  lag: (row) => (row.lag === null ? null : BigInt(row.lag)),
  timeLag: (row) => row.progress?.timeLagMs ?? null,
  lagPerMinute: (row) => row.progress?.lagPerMinute ?? null,
  eta: (row) => row.progress?.etaMs ?? null,
  coordinator: (row) => row.coordinator,
  assignor: (row) => row.assignor,
  since: (row) => row.since,
  lastCommitAt: (row) => row.progress?.lastCommitAt ?? null,
  rebalances: (row) => row.rebalances?.lastHour ?? null,
}

type GroupsQuery = z.output<typeof groupsQuery>

/** The page of groups a query asks for; who needs somebody first unless it says otherwise. */
export function groupsBody(model: ClusterModel, query: GroupsQuery) {
  const { limit, cursor } = query
  const { format: _format, limit: _limit, cursor: _cursor, ...selection } = query
  const scope = JSON.stringify(['groups', selection])
  const page = pageOf(selected(model, query), { limit, cursor, scope, order: orderOf(query) })
  return {
    ...listBody(page, toGroupItem, groupsUnreadReason(model)),
    gaps: groupGaps(model.groupCoverage.get(SINGLE)),
  }
}

/** The selected groups in the same order, all of them: RFC 4180, unknown values empty. */
export function groupsCsv(model: ClusterModel, query: GroupsQuery): string {
  const rows = selected(model, query)
  const whole = { limit: rows.length, cursor: undefined, scope: '', order: orderOf(query) }
  const items = pageOf(rows, whole).rows.map(toGroupItem)
  return toCsv(
    CSV_FIELDS,
    items.map((item) =>
      CSV_FIELDS.map((field) => {
        const value = item[field]
        return Array.isArray(value) ? value.join(' ') : String(value ?? '')
      }),
    ),
  )
}

const CSV_FIELDS = [
  'id',
  'kind',
  'type',
  'state',
  'verdict',
  'members',
  'topics',
  'lag',
  'lagReason',
  'timeLagMs',
  'lagPerMinute',
  'etaMs',
  'coordinator',
  'assignor',
  'since',
  'lastCommitAt',
  'rebalancesLastHour',
] as const satisfies (keyof GroupItem)[]

function orderOf({ sort }: GroupsQuery): PageOrder<GroupRow> {
  const { column, descending } = sort ?? { column: 'verdict', descending: false }
  return {
    value: ORDERS[column],
    descending,
    key: column === 'verdict' ? needKey : ({ id }) => [id],
    // As in the table of the page, where a turned order is turned as a whole.
    keyDescending: descending,
  }
}

function selected(model: ClusterModel, query: GroupsQuery): GroupRow[] {
  const { state, verdict, type, kind, topic, coordinator, q, hideEmpty } = query
  const states = state && new Set<string>(state)
  return groupRows(model).filter(
    (row) =>
      (states === undefined || (row.state !== null && states.has(row.state))) &&
      (verdict === undefined || (verdictWord(row.progress?.verdict ?? null) ?? 'unknown') === verdict) &&
      (type === undefined || row.type === type) &&
      (kind === undefined || row.kind === kind) &&
      (topic === undefined || row.topics.includes(topic)) &&
      (coordinator === undefined || row.coordinator === coordinator) &&
      // Of a group whose members are not known nobody can say that it has none.
      (hideEmpty !== 'true' || row.members !== 0) &&
      (q === undefined || q.test(row.id)),
  )
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
export function toGroupItem(row: GroupRow): GroupItem {
  const { progress, rebalances } = row
  return {
    id: row.id,
    kind: row.kind,
    ...known('type', row.type, row.typeReason ?? ''),
    ...known('state', row.state, row.stateReason ?? ''),
    ...known(
      'since',
      isoTimeOrNull(row.since),
      row.kind === 'zookeeper' ? 'ZooKeeper does not tell' : 'it has not changed its state since we connected',
    ),
    ...known(
      'protocol',
      row.protocolType === '' ? null : row.protocolType,
      row.kind === 'zookeeper' ? 'its members meet in ZooKeeper' : 'it only commits offsets and joins nothing',
    ),
    ...known('assignor', row.assignor, row.assignorReason ?? ''),
    ...known('coordinator', row.coordinator, row.coordinatorReason ?? '', row.coordinatorReason),
    ...known(
      'coordinatorPartition',
      row.coordinatorPartition,
      (row.kind === 'zookeeper' ? row.coordinatorReason : null) ?? '__consumer_offsets has not been read yet',
    ),
    ...known('members', row.members, row.membersReason ?? '', row.stale),
    ...known('topics', row.topicsReason === null ? row.topics : null, row.topicsReason ?? ''),
    ...known('lag', row.lag, row.lagReason ?? '', row.lagReason),
    lagKnown: row.lagKnown,
    ...known(
      'timeLagMs',
      progress?.timeLagMs ?? null,
      progress?.timeLagReason ?? NOT_RECORDED,
      progress?.timeLagReason,
    ),
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
