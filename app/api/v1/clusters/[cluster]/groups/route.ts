import { unknownTopic } from '@/app/api/v1/unknown-name'
import { groupsBody, groupsCsv, groupsQuery } from '@/lib/api/groups-answer'
import { topicExists } from '@/lib/rows/partition-row'
import { topicGroups } from '@/lib/rows/topic-groups'
import { csvAnswer } from '@/server/http/csv'
import { clusterRoute } from '@/server/http/handle'
import { modelAnswer } from '@/server/http/json'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(groupsQuery, ({ request, cluster, query }) => {
  const model = cluster.model()
  const { topic, format } = query
  // A deleted topic may still have offsets committed to it.
  if (topic !== undefined && !topicExists(model, topic) && !topicGroups(model).byTopic.has(topic))
    throw unknownTopic(model, topic, 'topic')
  if (format === 'csv') return csvAnswer(`${cluster.config.id}-groups.csv`, groupsCsv(model, query))
  return modelAnswer(request, cluster, (current) => groupsBody(current, query))
})
