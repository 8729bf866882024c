import { TopicPage } from '@/components/topics/topic-page'
import { openTopic, type TopicRoute, topicMetadata } from './open-topic'

export const generateMetadata = topicMetadata

/** One topic, its partitions. */
export default async function TopicPartitionsPage(route: TopicRoute) {
  const { cluster, name, view } = await openTopic(route)
  return <TopicPage cluster={cluster} name={name} initial={view} />
}
