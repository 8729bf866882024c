import { unknownGroup } from '@/app/api/v1/unknown-name'
import { groupHistoryBody, groupHistoryQuery } from '@/lib/api/group-history-answer'
import { groupSources } from '@/lib/rows/group-sources'
import { clusterRoute } from '@/server/http/handle'
import { momentAnswer } from '@/server/http/json'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(groupHistoryQuery, ({ cluster, query: { id } }) => {
  const model = cluster.model()
  if (!groupSources(model, id)) throw unknownGroup(model, id, 'id')
  const history = cluster.lag()
  return momentAnswer(cluster, groupHistoryBody(id, history.group(id), history.cost()))
})
