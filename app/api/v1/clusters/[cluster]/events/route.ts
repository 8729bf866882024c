import { eventMatches, eventsBody, eventsQuery } from '@/lib/api/event-answer'
import { unreadReason } from '@/lib/health/unread-reason'
import { clusterRoute } from '@/server/http/handle'
import { modelAnswer } from '@/server/http/json'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(eventsQuery, ({ request, cluster, query }) =>
  modelAnswer(request, cluster, (model) => {
    const found = cluster.events(Number.POSITIVE_INFINITY, (event) => eventMatches(query, event))
    return eventsBody(cluster.position().epoch, found, query, unreadReason(model))
  }),
)
