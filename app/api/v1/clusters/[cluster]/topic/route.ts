import { unknownTopic } from '@/app/api/v1/unknown-name'
import { topicBody, topicQuery } from '@/lib/api/topic-answer'
import { topicView } from '@/lib/views/topic'
import { clusterRoute } from '@/server/http/handle'
import { momentAnswer } from '@/server/http/json'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(topicQuery, async ({ cluster, query: { name } }) => {
  if (!topicView(cluster.model(), name)) throw unknownTopic(cluster.model(), name, 'name')
  const config = await cluster.topicConfig(name)
  // It may have been deleted while its configuration was asked for.
  const view = topicView(cluster.model(), name)
  if (!view) throw unknownTopic(cluster.model(), name, 'name')
  return momentAnswer(cluster, topicBody(cluster.model(), view, config))
})
