import { unknownBroker, unknownTopic } from '@/app/api/v1/unknown-name'
import { partitionsBody, partitionsQuery } from '@/lib/api/partition-answer'
import { brokerView } from '@/lib/views/broker'
import { topicView } from '@/lib/views/topic'
import { clusterRoute } from '@/server/http/handle'
import { modelAnswer } from '@/server/http/json'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(partitionsQuery, ({ request, cluster, query }) => {
  const { topic, broker } = query
  const model = cluster.model()
  if (topic !== undefined && !topicView(model, topic)) throw unknownTopic(model, topic, 'topic')
  if (broker !== undefined && !brokerView(model, broker)) throw unknownBroker(model, broker, 'broker')
  return modelAnswer(request, cluster, () => partitionsBody(model, query))
})
