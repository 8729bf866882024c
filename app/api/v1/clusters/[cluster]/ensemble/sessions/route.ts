import { sessionsBody, sessionsQuery } from '@/lib/api/ensemble-sessions-answer'
import { VivariumError } from '@/lib/errors'
import { clusterRoute } from '@/server/http/handle'
import { momentAnswer } from '@/server/http/json'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(sessionsQuery, async ({ request, cluster, query: { search } }) => {
  if (cluster.sessions === null) {
    throw new VivariumError({
      code: 'unsupported',
      message:
        'this cluster runs without ZooKeeper (KRaft): brokers hold no sessions, they send heartbeats to the controller',
      hint: 'see brokers and the quorum',
    })
  }
  return momentAnswer(cluster, sessionsBody(await cluster.sessions.read(search, request.signal)))
})
