import { unknownPartition, unknownTopic } from '@/app/api/v1/unknown-name'
import { partitionBody, partitionQuery } from '@/lib/api/partition-detail'
import { partitionView } from '@/lib/views/partition'
import { topicView } from '@/lib/views/topic'
import { clusterRoute } from '@/server/http/handle'
import { modelAnswer } from '@/server/http/json'

const RECENT_EVENTS = 100

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(partitionQuery, ({ request, cluster, query: { topic, partition } }) => {
  const model = cluster.model()
  const view = partitionView(model, topic, partition)
  if (!view) {
    const count = topicView(model, topic)?.partitions.length
    throw count === undefined ? unknownTopic(model, topic, 'topic') : unknownPartition(model, topic, partition, count)
  }
  const events = cluster.events(RECENT_EVENTS, (event) => event.subject === `partition:${topic}/${partition}`)
  return modelAnswer(request, cluster, () => partitionBody(model, view, events))
})
