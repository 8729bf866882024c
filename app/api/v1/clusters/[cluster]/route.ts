import { clusterBody, noQuery } from '@/lib/api/cluster-answer'
import { clusterRoute } from '@/server/http/handle'
import { modelAnswer } from '@/server/http/json'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(noQuery, ({ request, cluster }) =>
  modelAnswer(request, cluster, (_model, now) => clusterBody(cluster.standing(), now)),
)
