import type { ClusterModel } from '@/lib/model/cluster'
import { type TopicConsumerRow, topicConsumers } from '@/lib/rows/topic-consumers'
import { type TopicGroups, topicGroups } from '@/lib/rows/topic-groups'

/** What the consumers tab of one topic shows. */
export interface TopicConsumersView extends Pick<TopicGroups, 'unread' | 'partly'> {
  rows: TopicConsumerRow[]
}

/** The same on server and in browser. */
export function topicConsumersView(model: ClusterModel, topic: string): TopicConsumersView {
  const { unread, partly } = topicGroups(model)
  return { rows: topicConsumers(model, topic), unread, partly }
}
