import { unknownGroup } from '@/app/api/v1/unknown-name'
import { rebalancesBody, rebalancesQuery } from '@/lib/api/rebalances-answer'
import { clusterRoute } from '@/server/http/handle'
import { momentAnswer } from '@/server/http/json'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(rebalancesQuery, ({ cluster, query }) => {
  const { group } = query
  const [model, history] = [cluster.model(), cluster.rebalances()]
  // A deleted group may still have been recorded.
  if (group !== undefined && !model.groupListing.has(group) && history.of(group).length === 0)
    throw unknownGroup(model, group, 'group')
  return momentAnswer(cluster, rebalancesBody(history, query))
})
