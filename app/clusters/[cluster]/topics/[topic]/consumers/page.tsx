import { topicConsumersView } from '@/components/topics/topic-consumers-view'
import { TopicPage } from '@/components/topics/topic-page'
import { openTopic, type TopicRoute, topicMetadata } from '../open-topic'

export const generateMetadata = topicMetadata

/** One topic, the groups that read it. */
export default async function TopicConsumersPage(route: TopicRoute) {
  const { cluster, name, live, view } = await openTopic(route)
  return <TopicPage cluster={cluster} name={name} initial={view} consumers={topicConsumersView(live.model(), name)} />
}
