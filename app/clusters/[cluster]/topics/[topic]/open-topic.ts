import { notFound } from 'next/navigation'
import { topicPageView } from '@/components/topics/topic-page-view'
import { readSegment } from '@/lib/paths'
import { inspector } from '@/server/index'

export interface TopicRoute {
  params: Promise<{ cluster: string; topic: string }>
}

/** The topic of the address and its cluster; answers 404 when either does not exist. */
export async function openTopic({ params }: TopicRoute) {
  const { cluster, topic } = await params
  const name = readSegment(topic)
  const live = await (await inspector()).cluster(cluster)
  const view = live && name !== null ? topicPageView(live.model(), name) : null
  if (!live || name === null || view === null) notFound()
  return { cluster, name, live, view }
}

/** The title of a topic's pages. */
export async function topicMetadata({ params }: TopicRoute) {
  const { topic } = await params
  return { title: readSegment(topic) ?? 'Topic' }
}
