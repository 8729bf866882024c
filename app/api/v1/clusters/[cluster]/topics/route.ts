import { topicsBody, topicsQuery } from '@/lib/api/topic-answer'
import { clusterRoute } from '@/server/http/handle'
import { modelAnswer } from '@/server/http/json'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(topicsQuery, ({ request, cluster, query }) =>
  modelAnswer(request, cluster, (model) => topicsBody(model, query)),
)
