import { z } from 'zod'
import { unreadReason } from '../health/unread-reason'
import type { ClusterModel } from '../model/cluster'
import { sourceReason } from '../rows/partition-numbers'
import { type PartitionStatus, STATUS_RANK } from '../rows/partition-status'
import { topicGroups } from '../rows/topic-groups'
import { type TopicRow, topicRows } from '../rows/topic-row'
import type { ConfigAnswer } from '../views/config-entry'
import type { TopicView } from '../views/topic'
import { configBody, configShape } from './config-list'
import { answerOf } from './envelope'
import { int64 } from './fields/int64'
import { known, maybe } from './fields/known'
import { isoTimeOrNull, time } from './fields/time'
import { listAnswerOf, listBody } from './list-answer'
import { type PageOrder, pageOf } from './page-of'
import { pageQuery, sortOf } from './page-query'
import { KNOWN_STATUSES, partitionItem, toPartitionItem } from './partition-answer'
import { topicName } from './topic-name'

const SORTS = [
  'name',
  'partitions',
  'replicationFactor',
  'minInsyncReplicas',
  'status',
  'outOfSync',
  'underMinIsr',
  'messages',
  'messagesPerSecond',
  'sizeBytes',
  'retentionMs',
  'createdAt',
] as const

/** Query of `GET …/topics`. */
export const topicsQuery = z.strictObject({ ...pageQuery, sort: sortOf(SORTS) })

/** Query of `GET …/topic`. */
export const topicQuery = z.strictObject({ name: topicName })

const count = z.int().nonnegative()

/** One topic. `messages` is the sum over the partitions known, `messagesKnown` of them. */
export const topicItem = z.strictObject({
  name: z.string(),
  internal: z.boolean(),
  ...maybe('topicId', z.string()),
  ...maybe('partitions', count),
  ...maybe('replicationFactor', count),
  ...maybe('minInsyncReplicas', z.int().positive()),
  ...maybe('status', z.enum([...KNOWN_STATUSES, 'deleting'] satisfies TopicRow['status'][])),
  ...maybe('since', time),
  ...maybe('outOfSync', count),
  ...maybe('underMinIsr', count),
  ...maybe('offline', count),
  ...maybe('messages', int64),
  messagesKnown: count,
  ...maybe('messagesPerSecond', z.number().nonnegative()),
  ...maybe('sizeBytes', int64),
  ...maybe('retentionMs', int64),
  ...maybe('cleanupPolicy', z.string()),
  ...maybe('overrides', count),
  ...maybe('createdAt', time),
  ...maybe('groups', count),
})

type TopicItem = z.infer<typeof topicItem>

/** Answer of `GET …/topics`. */
export const topicsAnswer = listAnswerOf(topicItem)

/** Answer of `GET …/topic`. */
export const topicAnswer = answerOf({
  ...topicItem.shape,
  ...configShape,
  partitionsList: z.array(partitionItem),
})

const int = (text: string | null): bigint | null => (text === null ? null : BigInt(text))

const ORDERS: Record<(typeof SORTS)[number], PageOrder<TopicRow>['value']> = {
  name: (row) => row.name,
  partitions: (row) => row.partitions,
  replicationFactor: (row) => row.replicationFactor,
  minInsyncReplicas: (row) => row.minInsyncReplicas,
  status: (row) => severity(row.status),
  outOfSync: (row) => row.outOfSync,
  underMinIsr: (row) => row.underMinIsr,
  messages: (row) => int(row.messages),
  messagesPerSecond: (row) => row.messagesPerSecond,
  sizeBytes: (row) => int(row.sizeBytes),
  retentionMs: (row) => int(row.retentionMs),
  createdAt: (row) => row.createdAt,
}

/** The page of topics a query asks for; by name unless it says otherwise. */
export function topicsBody(model: ClusterModel, { sort, limit, cursor }: z.output<typeof topicsQuery>) {
  const order: PageOrder<TopicRow> = {
    value: ORDERS[sort?.column ?? 'name'],
    descending: sort?.descending ?? false,
    key: (row) => [row.name],
  }
  const page = pageOf(topicRows(model), { limit, cursor, scope: JSON.stringify(['topics', sort]), order })
  return listBody(page, (row) => toTopicItem(model, row), unreadReason(model))
}

/** One topic with its partitions and the configuration just read. */
export function topicBody(model: ClusterModel, view: TopicView, config: ConfigAnswer) {
  return {
    ...toTopicItem(model, view.row),
    ...configBody(config),
    partitionsList: view.partitions.map((row) => toPartitionItem(model, row)),
  }
}

function toTopicItem(model: ClusterModel, row: TopicRow): TopicItem {
  const settings = model.topicSettings.get(row.name)
  const unread = 'its partitions are not known yet'
  const noSettings =
    settings?.error ?? sourceReason(model, 'topic-settings') ?? 'its configuration has not been read yet'
  const groups = topicGroups(model)
  const whenKnown = (value: number): number | null =>
    row.partitions === null || row.status === 'unknown' ? null : value
  return {
    name: row.name,
    internal: row.internal,
    ...known('topicId', row.topicId, 'the cluster gives topics no id (before Kafka 2.8)'),
    ...known('partitions', row.partitions, unread),
    ...known('replicationFactor', row.replicationFactor, unread),
    ...known('minInsyncReplicas', row.minInsyncReplicas, row.minInsyncReplicasReason ?? noSettings),
    ...known('status', row.status === 'unknown' ? null : row.status, row.statusReason ?? unread),
    ...known('since', isoTimeOrNull(row.since), sinceReason(row.status)),
    ...known('outOfSync', whenKnown(row.outOfSync), row.statusReason ?? unread),
    // Without min ISR only the leaderless are known to be under it.
    ...known(
      'underMinIsr',
      row.minInsyncReplicas === null ? null : whenKnown(row.underMinIsr),
      row.minInsyncReplicasReason ?? unread,
    ),
    ...known('offline', whenKnown(row.offline), row.statusReason ?? unread),
    ...known('messages', row.messages, row.messagesReason ?? 'the offsets have not been read yet', row.messagesReason),
    messagesKnown: row.messagesKnown,
    ...known(
      'messagesPerSecond',
      row.messagesPerSecond,
      sourceReason(model, 'offsets') ?? 'it takes two readings of the offsets',
    ),
    ...known('sizeBytes', row.sizeBytes, row.sizeReason ?? 'it has not been read yet'),
    ...known('retentionMs', row.retentionMs, noSettings),
    ...known('cleanupPolicy', row.cleanupPolicy, noSettings),
    ...known('overrides', row.overrides, noSettings),
    ...known('createdAt', isoTimeOrNull(row.createdAt), row.createdReason ?? 'it is not recorded'),
    ...known(
      'groups',
      groups.unread === null ? (groups.byTopic.get(row.name)?.size ?? 0) : null,
      groups.unread ?? '',
      groups.partly,
    ),
  }
}

function sinceReason(status: TopicRow['status']): string {
  return status === 'in-sync' ? 'nothing is wrong with it' : 'the time of the change is not recorded'
}

/** Worst highest; a topic being deleted is nobody's worry any more. */
function severity(status: PartitionStatus | 'deleting'): number | null {
  if (status === 'unknown') return null
  return status === 'deleting' ? STATUS_RANK['in-sync'] - 1 : STATUS_RANK[status]
}
