import { brokersBody, brokersQuery } from '@/lib/api/broker-answer'
import { clusterRoute } from '@/server/http/handle'
import { modelAnswer } from '@/server/http/json'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(brokersQuery, ({ request, cluster, query }) =>
  modelAnswer(request, cluster, (model) => brokersBody(model, query)),
)
