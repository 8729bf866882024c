import { unknownBroker } from '@/app/api/v1/unknown-name'
import { brokerBody, brokerQuery } from '@/lib/api/broker-answer'
import { brokerView } from '@/lib/views/broker'
import { clusterRoute } from '@/server/http/handle'
import { momentAnswer } from '@/server/http/json'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(brokerQuery, async ({ cluster, query: { id } }) => {
  if (!brokerView(cluster.model(), id)) throw unknownBroker(cluster.model(), id, 'id')
  const config = await cluster.brokerConfig(id)
  // It may have been forgotten while it was asked.
  const view = brokerView(cluster.model(), id)
  if (!view) throw unknownBroker(cluster.model(), id, 'id')
  return momentAnswer(cluster, brokerBody(cluster.model(), view, config))
})
