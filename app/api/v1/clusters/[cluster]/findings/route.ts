import { findingsBody, findingsQuery } from '@/lib/api/finding-answer'
import { clusterRoute } from '@/server/http/handle'
import { modelAnswer } from '@/server/http/json'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(findingsQuery, ({ request, cluster, query }) =>
  modelAnswer(request, cluster, (model, now) => findingsBody(model, query, now)),
)
