import { z } from 'zod'
import { unreadReason } from '../health/unread-reason'
import type { ClusterModel } from '../model/cluster'
import { hasZooKeeper } from '../model/liveness'
import { partitionNumbers, sourceReason } from '../rows/partition-numbers'
import { inPreset } from '../rows/partition-presets'
import { type PartitionRow, type PartitionSourceView, partitionRows } from '../rows/partition-row'
import type { PartitionLifecycle, PartitionProblem, PartitionStatus } from '../rows/partition-status'
import { int64 } from './fields/int64'
import { known, maybe } from './fields/known'
import { isoTimeOrNull, time } from './fields/time'
import { INT32_MAX, wholeNumber } from './fields/whole-number'
import { word } from './fields/word'
import { listAnswerOf, listBody } from './list-answer'
import { type PageOrder, pageOf } from './page-of'
import { pageQuery, sortOf } from './page-query'
import { topicName } from './topic-name'

const PRESETS = [
  'unavailable',
  'under-min-isr',
  'at-min-isr',
  'under-replicated',
  'not-preferred',
  'reassigning',
] as const
const SORTS = ['topic', 'leader', 'preferredLeader', 'leaderEpoch', 'partitionEpoch', 'since'] as const

/** Query of `GET …/partitions`; presets count as `kafka-topics --describe` does. */
export const partitionsQuery = z.strictObject({
  ...pageQuery,
  sort: sortOf(SORTS),
  preset: word(PRESETS).optional(),
  topic: topicName.optional(),
  broker: wholeNumber(0, INT32_MAX).optional().meta({ description: 'partitions with a replica on this broker' }),
})

const brokerId = z.int().nonnegative()
const epoch = z.int().nonnegative()

const sourceView = z.strictObject({
  ...maybe('leader', brokerId),
  ...maybe('leaderEpoch', epoch),
  isr: z.array(brokerId),
})

/** Every status but the unknown one, which answers give as null with its reason. */
export const KNOWN_STATUSES = [
  'offline',
  'under-min-isr',
  'under-replicated',
  'not-preferred',
  'reassigning',
  'in-sync',
  'new',
] as const satisfies readonly PartitionStatus[]

/** One partition. Lists of brokers hold ids; `replicas` stand in assignment order. */
export const partitionItem = z.strictObject({
  topic: z.string(),
  partition: z.int().nonnegative(),
  ...maybe('leader', brokerId),
  ...maybe('preferredLeader', brokerId),
  replicas: z.array(brokerId),
  ...maybe('isr', z.array(brokerId)),
  offlineReplicas: z.array(brokerId),
  addingReplicas: z.array(brokerId),
  removingReplicas: z.array(brokerId),
  ...maybe('leaderEpoch', epoch),
  ...maybe('partitionEpoch', epoch),
  ...maybe('state', z.enum(['online', 'offline', 'new', 'nonexistent'] satisfies PartitionLifecycle[])),
  ...maybe('status', z.enum(KNOWN_STATUSES)),
  ...maybe('since', time),
  ...maybe('minInsyncReplicas', z.int().positive()),
  ...maybe('startOffset', int64),
  ...maybe('endOffset', int64),
  ...maybe('sizeBytes', int64),
  ...maybe('problems', z.array(z.enum(PRESETS satisfies readonly PartitionProblem[]))),
  cause: z.string().nullable().meta({ description: 'what is known of the cause; null when nothing is wrong' }),
  views: z
    .strictObject({ ...maybe('zookeeper', sourceView), ...maybe('metadata', sourceView) })
    .meta({ description: 'what each source says of leader and ISR, never blended' }),
})

type PartitionItem = z.infer<typeof partitionItem>

/** Answer of `GET …/partitions`. */
export const partitionsAnswer = listAnswerOf(partitionItem)

const ORDERS: Record<(typeof SORTS)[number], PageOrder<PartitionRow>['value']> = {
  topic: (row) => row.topic,
  leader: (row) => row.leader,
  preferredLeader: (row) => row.preferredLeader,
  leaderEpoch: (row) => notNegative(row.leaderEpoch),
  partitionEpoch: (row) => row.partitionEpoch,
  since: (row) => row.since,
}

/** The page of partitions a query asks for; by topic and number unless it says otherwise. */
export function partitionsBody(model: ClusterModel, query: z.output<typeof partitionsQuery>) {
  const { preset, topic, broker, sort, limit, cursor } = query
  const rows = partitionRows(model).filter(
    (row) =>
      (topic === undefined || row.topic === topic) &&
      (broker === undefined || row.replicas.includes(broker)) &&
      (preset === undefined || inPreset(row, preset)),
  )
  const order: PageOrder<PartitionRow> = {
    value: ORDERS[sort?.column ?? 'topic'],
    descending: sort?.descending ?? false,
    key: (row) => [row.topic, row.partition],
  }
  const scope = JSON.stringify(['partitions', preset, topic, broker, sort])
  const page = pageOf(rows, { limit, cursor, scope, order })
  return listBody(page, (row) => toPartitionItem(model, row), unreadReason(model))
}

/** One partition's row as the API gives it. */
export function toPartitionItem(model: ClusterModel, row: PartitionRow): PartitionItem {
  const numbers = partitionNumbers(model, row.topic, row.partition)
  const nobodyKnows = row.unknownReason
  const unread = nobodyKnows ?? 'it has not been read yet'
  const whenKnown = <T>(value: T): T | null => (nobodyKnows === null ? value : null)
  return {
    topic: row.topic,
    partition: row.partition,
    ...known('leader', row.leader, nobodyKnows ?? row.cause ?? 'no broker leads it'),
    ...known('preferredLeader', row.preferredLeader, 'no assignment is known'),
    replicas: row.replicas,
    ...known('isr', whenKnown(row.isr), unread),
    offlineReplicas: row.offlineReplicas,
    addingReplicas: row.addingReplicas,
    removingReplicas: row.removingReplicas,
    ...known('leaderEpoch', notNegative(row.leaderEpoch), nobodyKnows ?? 'the broker is too old to tell'),
    ...known('partitionEpoch', row.partitionEpoch, hasZooKeeper(model) ? unread : 'only ZooKeeper tells it'),
    ...known('state', row.state === 'unknown' ? null : row.state, unread),
    ...known('status', row.status === 'unknown' ? null : row.status, unread),
    ...known('since', isoTimeOrNull(row.since), row.sinceReason ?? unread),
    ...known('minInsyncReplicas', row.minInsyncReplicas, row.minInsyncReplicasReason ?? unread),
    ...known('startOffset', numbers.startOffset, numbers.offsetReason ?? 'it has not been read yet'),
    ...known('endOffset', numbers.endOffset, numbers.offsetReason ?? 'it has not been read yet'),
    ...known('sizeBytes', numbers.sizeBytes, numbers.sizeReason ?? 'it has not been read yet'),
    ...known('problems', whenKnown(row.problems), unread),
    cause: row.cause,
    views: {
      ...known('zookeeper', toSourceView(row.views.zookeeper), zookeeperReason(model)),
      ...known(
        'metadata',
        toSourceView(row.views.metadata),
        sourceReason(model, 'metadata') ?? 'no broker has answered about this partition',
      ),
    },
  }
}

function toSourceView(view: PartitionSourceView | null) {
  if (view === null) return null
  return {
    ...known('leader', view.leader, 'this source names no leader'),
    ...known('leaderEpoch', notNegative(view.leaderEpoch), 'this source names no epoch'),
    isr: view.isr,
  }
}

function zookeeperReason(model: ClusterModel): string {
  if (!hasZooKeeper(model)) return 'this cluster is read without ZooKeeper'
  return sourceReason(model, 'zookeeper') ?? 'the controller has not written this partition’s state'
}

/** Old brokers say −1 where they know no epoch. */
function notNegative(value: number | null): number | null {
  return value !== null && value < 0 ? null : value
}
