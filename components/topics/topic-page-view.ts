import { bootstrapServer } from '@/components/configs/bootstrap-server'
import type { ClusterModel } from '@/lib/model/cluster'
import { type NumberedPartition, partitionNumbers } from '@/lib/rows/partition-numbers'
import { topicGroups } from '@/lib/rows/topic-groups'
import { type TopicView, topicView } from '@/lib/views/topic'

/** What the page of one topic shows. */
export interface TopicPageView {
  topic: Omit<TopicView, 'partitions'>
  partitions: NumberedPartition[]
  /** How many groups read it; null while that is not known. */
  consumers: number | null
  /** Changes whenever the topic's settings do: the sign to read its configuration again. */
  settings: string
  bootstrap: string | null
}

/** null when the cluster does not have the topic; while ZooKeeper tells of topics, only what it holds exists. */
export function topicPageView(model: ClusterModel, name: string): TopicPageView | null {
  if (model.assignment.size > 0 && !model.assignment.has(name)) return null
  const view = topicView(model, name)
  if (!view) return null
  const { partitions, ...topic } = view
  const { byTopic, unread } = topicGroups(model)
  return {
    topic,
    partitions: partitions.map((row) => ({ ...row, ...partitionNumbers(model, name, row.partition) })),
    consumers: unread === null ? (byTopic.get(name)?.size ?? 0) : null,
    settings: JSON.stringify(model.topicSettings.get(name) ?? null),
    bootstrap: bootstrapServer(model),
  }
}
