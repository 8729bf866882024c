import { z } from 'zod'
import type { RebalanceHistory } from '../history/rebalance-history'
import { REBALANCE_TRIGGERS, type Rebalance } from '../model/rebalance'
import { known, maybe } from './fields/known'
import { isoTime, isoTimeOrNull, time } from './fields/time'
import { listAnswerOf, listBody } from './list-answer'
import { type PageOrder, pageOf } from './page-of'
import { pageQuery } from './page-query'

/** Query of `GET …/rebalances`; a group's id is any text, the empty one included. */
export const rebalancesQuery = z.strictObject({
  ...pageQuery,
  group: z.string().meta({ example: 'billing' }).optional(),
})

const count = z.int().nonnegative()
const certainty = z.enum(['observed', 'inferred'])
const topicPartitions = z.array(z.strictObject({ topic: z.string(), partitions: z.array(count) }))

const member = z.strictObject({
  memberId: z.string(),
  instanceId: z.string().nullable(),
  clientId: z.string(),
  host: z.string(),
  before: topicPartitions.nullable(),
  after: topicPartitions.nullable(),
  change: z.enum(['joined', 'left', 'stayed', 'replaced']),
  replaces: z.string().nullable().meta({ description: 'its member id before, where the same client came back' }),
  gained: count.nullable(),
  lost: count.nullable(),
  kept: count.nullable(),
})

/** One rebalance; `trigger` and `certainty` are those of the first of its triggers. */
const rebalanceItem = z.strictObject({
  group: z.string(),
  type: z.enum(['classic', 'consumer']),
  generation: z.int(),
  skipped: count.meta({ description: 'generations just before it that were begun and never completed' }),
  at: time,
  ...maybe('startedAt', time),
  startedNote: z.string().nullable().meta({ description: 'how exact the start is; null when exact' }),
  ...maybe('joinedAt', time),
  ...maybe('completedAt', time),
  ...maybe('durationMs', count),
  protocolBefore: z.string().nullable(),
  protocol: z.string().nullable(),
  leaderBefore: z.string().nullable(),
  leader: z.string().nullable(),
  ...maybe('membersBefore', count),
  membersAfter: count,
  joined: z.array(z.string()),
  left: z.array(z.string()),
  ...maybe('partitionsMoved', count),
  trigger: z.enum(REBALANCE_TRIGGERS),
  certainty,
  triggers: z.array(
    z.strictObject({
      kind: z.enum(REBALANCE_TRIGGERS),
      member: z.string().nullable(),
      certainty,
      evidence: z.string(),
    }),
  ),
  members: z.array(member),
  fromPast: z.boolean(),
})

/** Answer of `GET …/rebalances`, newest first. */
export const rebalancesAnswer = listAnswerOf(rebalanceItem, {
  knownSince: time.nullable().meta({ description: 'since when rebalances are known without a hole' }),
  knownReason: z.string().nullable().meta({ description: 'why they are not known for longer, or not at all' }),
})

const NEWEST_FIRST: PageOrder<Rebalance> = {
  value: (rebalance) => rebalance.at,
  descending: true,
  key: ({ group, generation }) => [group, -generation],
}

/** The page of rebalances a query asks for; of one group, or of all. */
export function rebalancesBody(history: RebalanceHistory, { group, limit, cursor }: z.output<typeof rebalancesQuery>) {
  const { since, reason } = history.known()
  const rows = group === undefined ? history.all() : history.of(group)
  const scope = JSON.stringify(['rebalances', group])
  return {
    ...listBody(
      pageOf(rows, { limit, cursor, scope, order: NEWEST_FIRST }),
      toRebalanceItem,
      since === null ? reason : null,
    ),
    knownSince: isoTimeOrNull(since),
    knownReason: reason,
  }
}

function toRebalanceItem(rebalance: Rebalance): z.infer<typeof rebalanceItem> {
  const { group, type, generation, skipped, at, fromPast, members, triggers } = rebalance
  const { protocolBefore, protocol, leaderBefore, leader, membersAfter } = rebalance
  const idsOf = (change: string) => members.filter((one) => one.change === change).map(({ memberId }) => memberId)
  const [first] = triggers
  const unfinished = 'it goes on, or another followed before it was complete'
  const unread = 'what came before was not read'
  return {
    ...{ group, type, generation, skipped, at: isoTime(at) },
    ...known('startedAt', isoTimeOrNull(rebalance.startedAt), rebalance.startedNote ?? 'the records do not say'),
    startedNote: rebalance.startedNote,
    ...known('joinedAt', isoTimeOrNull(rebalance.joinedAt), 'there was no phase in which members join'),
    ...known('completedAt', isoTimeOrNull(rebalance.completedAt), unfinished),
    ...known(
      'durationMs',
      rebalance.durationMs,
      rebalance.completedAt === null ? unfinished : (rebalance.startedNote ?? 'its start is not known'),
    ),
    ...{ protocolBefore, protocol, leaderBefore, leader },
    ...known('membersBefore', rebalance.membersBefore, unread),
    membersAfter,
    joined: idsOf('joined'),
    left: idsOf('left'),
    ...known('partitionsMoved', rebalance.partitionsMoved, movedReason(rebalance)),
    trigger: first?.kind ?? 'unknown',
    certainty: first?.certainty ?? 'inferred',
    triggers: triggers.map(({ memberId, ...trigger }) => ({ ...trigger, member: memberId })),
    members,
    fromPast,
  }
}

function movedReason({ membersBefore, completedAt }: Rebalance): string {
  if (membersBefore === null) return 'what came before was not read'
  return completedAt === null
    ? 'it goes on, or another followed before it was complete'
    : 'assignments of this protocol are not read'
}
