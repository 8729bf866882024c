import { TopicPage } from '@/components/topics/topic-page'
import { openTopic, type TopicRoute, topicMetadata } from '../open-topic'

export const generateMetadata = topicMetadata

/** One topic, its configuration: asked for now, shown as soon as the broker answers. */
export default async function TopicConfigPage(route: TopicRoute) {
  const { cluster, name, live, view } = await openTopic(route)
  return <TopicPage cluster={cluster} name={name} initial={view} config={live.topicConfig(name)} />
}
