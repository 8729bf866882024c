import { unknownGroup } from '@/app/api/v1/unknown-name'
import { rebalancesBody, rebalancesQuery } from '@/lib/api/rebalances-answer'
import { groupSources, LEAVES_NO_RECORD } from '@/lib/rows/group-sources'
import { clusterRoute } from '@/server/http/handle'
import { momentAnswer } from '@/server/http/json'

export const dynamic = 'force-dynamic'

/** What is known of the rebalances of a group in ZooKeeper. */
const NO_RECORD = { of: () => [], all: () => [], known: () => ({ since: null, reason: LEAVES_NO_RECORD }) }

export const GET = clusterRoute(rebalancesQuery, ({ cluster, query }) => {
  const { group } = query
  const [model, history] = [cluster.model(), cluster.rebalances()]
  const sources = group === undefined ? null : groupSources(model, group)
  if (sources?.zookeeper) return momentAnswer(cluster, rebalancesBody(NO_RECORD, query))
  // A deleted group may still have been recorded.
  if (group !== undefined && sources === null && history.of(group).length === 0)
    throw unknownGroup(model, group, 'group')
  return momentAnswer(cluster, rebalancesBody(history, query))
})
