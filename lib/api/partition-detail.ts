import { z } from 'zod'
import type { ClusterEvent } from '../events/event'
import type { ClusterModel } from '../model/cluster'
import { sourceReason } from '../rows/partition-numbers'
import type { PartitionView, ReplicaRole } from '../views/partition'
import { answerOf } from './envelope'
import { eventItem, toEventItem } from './event-answer'
import { int64 } from './fields/int64'
import { known, maybe } from './fields/known'
import { INT32_MAX, wholeNumber } from './fields/whole-number'
import { partitionItem, toPartitionItem } from './partition-answer'
import { topicName } from './topic-name'

/** Query of `GET …/partition`. */
export const partitionQuery = z.strictObject({ topic: topicName, partition: wholeNumber(0, INT32_MAX, { example: 0 }) })

/** One copy of a partition; `state` is Kafka's own word. */
export const replicaItem = z.strictObject({
  id: z.int().nonnegative(),
  role: z.enum(['leader', 'in-sync', 'out-of-sync', 'offline', 'adding', 'removing'] satisfies ReplicaRole[]),
  preferred: z.boolean(),
  state: z.string().meta({ example: 'OnlineReplica' }),
  ...maybe('sizeBytes', int64),
  ...maybe('offsetLag', int64),
})

/** Answer of `GET …/partition`. */
export const partitionAnswer = answerOf({
  ...partitionItem.shape,
  replicasList: z.array(replicaItem),
  mismatches: z
    .array(z.enum(['leader', 'leaderEpoch', 'isr']))
    .meta({ description: 'fields in which ZooKeeper and the brokers differ' }),
  events: z.array(eventItem).meta({ description: 'its recent events, newest first' }),
})

/** One partition with its copies and these events. */
export function partitionBody(model: ClusterModel, view: PartitionView, events: readonly ClusterEvent[]) {
  const unread = sourceReason(model, 'log-dirs') ?? 'its broker has not reported this copy'
  return {
    ...toPartitionItem(model, view.row),
    replicasList: view.replicas.map(({ id, role, preferred, state, sizeBytes, offsetLag }) => ({
      id,
      role,
      preferred,
      state,
      ...known('sizeBytes', sizeBytes, unread),
      ...known('offsetLag', offsetLag, unread),
    })),
    mismatches: view.mismatches,
    events: events.map(toEventItem),
  }
}
