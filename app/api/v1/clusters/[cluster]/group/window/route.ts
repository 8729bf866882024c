import { unknownGroup } from '@/app/api/v1/unknown-name'
import { groupWindowBody, groupWindowQuery } from '@/lib/api/group-window-answer'
import { groupSources } from '@/lib/rows/group-sources'
import { clusterRoute } from '@/server/http/handle'
import { momentAnswer } from '@/server/http/json'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(groupWindowQuery, ({ cluster, query }) => {
  const { id, topic, partition } = query
  const model = cluster.model()
  if (!groupSources(model, id)) throw unknownGroup(model, id, 'id')
  return momentAnswer(cluster, groupWindowBody(query, cluster.lag().window(id, topic, partition)))
})
