import { z } from 'zod'
import type { PartitionProgress } from '../lag/partition-progress'
import type { TopicPartitions } from '../model/consumer-group'
import { partitionKey } from '../model/partition'
import type { GroupPartitionRow } from '../rows/group-partition-row'
import type { GroupMemberRow, GroupView } from '../views/group'
import { answerOf } from './envelope'
import { int64 } from './fields/int64'
import { known, maybe } from './fields/known'
import { isoTimeOrNull, time } from './fields/time'
import { GROUP_VERDICTS, groupItem, toGroupItem, verdictWord } from './groups-answer'

/** Query of `GET …/group`; an id is any text, the empty one included. */
export const groupQuery = z.strictObject({ id: z.string({ error: 'is required' }).meta({ example: 'billing' }) })

const count = z.int().nonnegative()
const topicPartitions = z.array(z.strictObject({ topic: z.string(), partitions: z.array(count) }))

/** One member; `target` is what it shall hold after reconciliation (KIP-848). */
const memberItem = z.strictObject({
  memberId: z.string(),
  ...maybe('instanceId', z.string()),
  clientId: z.string(),
  host: z.string(),
  ...maybe('since', time),
  ...maybe('partitions', topicPartitions),
  ...maybe('target', topicPartitions),
  ...maybe('epoch', z.int()),
  ...maybe('subscribed', z.array(z.string())),
  ...maybe('lag', int64),
})

/** One partition the group committed or holds; `member` is the member's id. */
const groupOffsetItem = z.strictObject({
  topic: z.string(),
  partition: count,
  ...maybe('committed', int64),
  ...maybe('end', int64),
  ...maybe('lag', int64),
  ...maybe('timeLagMs', count),
  ...maybe('member', z.string()),
  ...maybe('verdict', z.enum(GROUP_VERDICTS)),
  // Its reason by the usual name is that of `committed`.
  committedAt: time.nullable(),
  committedAtReason: z.string().nullable(),
  metadata: z.string().nullable(),
})

/** Answer of `GET …/group`. */
export const groupAnswer = answerOf({
  ...groupItem.shape,
  ...maybe('groupEpoch', z.int()),
  ...maybe('assignmentEpoch', z.int()),
  ...maybe('membersList', z.array(memberItem)),
  offsets: z.array(groupOffsetItem),
})

const CLASSIC = 'only groups of KIP-848 have it'
const NOT_RECORDED = 'nothing of it has been recorded yet'

/** One group with its members and the offsets of its partitions; `progress` is what is recorded of these. */
export function groupBody(view: GroupView, progress: readonly PartitionProgress[]) {
  const recorded = new Map(progress.map((one) => [partitionKey(one.topic, one.partition), one]))
  return {
    ...toGroupItem(view.row),
    ...known('groupEpoch', view.groupEpoch, CLASSIC),
    ...known('assignmentEpoch', view.assignmentEpoch, CLASSIC),
    ...known('membersList', view.members?.map(toMemberItem) ?? null, view.membersReason ?? '', view.row.stale),
    offsets: view.partitions.map((row) => toOffsetItem(row, recorded.get(partitionKey(row.topic, row.partition)))),
  }
}

function toMemberItem(member: GroupMemberRow) {
  const plain = (topics: TopicPartitions[] | null) =>
    topics?.map(({ topic, partitions }) => ({ topic, partitions })) ?? null
  return {
    memberId: member.memberId,
    ...known('instanceId', member.instanceId, 'it is no static member'),
    clientId: member.clientId,
    host: member.host,
    ...known('since', isoTimeOrNull(member.since), 'it was there when we connected'),
    ...known('partitions', plain(member.assigned), member.partitionsReason ?? ''),
    ...known('target', plain(member.target), CLASSIC),
    ...known('epoch', member.epoch, CLASSIC),
    ...known('subscribed', member.subscribed, 'its broker does not say'),
    ...known('lag', member.lag, member.lagReason ?? '', member.lagReason),
  }
}

function toOffsetItem(row: GroupPartitionRow, progress: PartitionProgress | undefined) {
  const unrecorded = row.committedReason ?? NOT_RECORDED
  return {
    topic: row.topic,
    partition: row.partition,
    ...known('committed', row.committed, row.committedReason ?? ''),
    ...known('end', row.end, row.endReason ?? ''),
    ...known('lag', row.lag, row.lagReason ?? ''),
    ...known('timeLagMs', progress?.timeLagMs ?? null, progress?.timeLagReason ?? unrecorded),
    ...known('member', row.member?.memberId ?? null, row.memberReason ?? ''),
    ...known('verdict', verdictWord(progress?.verdict ?? null), progress?.verdictReason ?? unrecorded),
    committedAt: isoTimeOrNull(row.committedAt ?? progress?.lastCommitAt ?? null),
    committedAtReason: row.committedAt !== null ? null : progress ? progress.lastCommitReason : unrecorded,
    metadata: row.metadata,
  }
}
