import { historyBody, historyQuery } from '@/lib/api/history-answer'
import { clusterRoute } from '@/server/http/handle'
import { momentAnswer } from '@/server/http/json'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(historyQuery, ({ cluster, query }) =>
  momentAnswer(cluster, historyBody(cluster.pulse(), query, Date.now())),
)
