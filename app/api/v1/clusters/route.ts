import { clustersBody, clustersQuery } from '@/lib/api/cluster-answer'
import { route } from '@/server/http/handle'
import { revisionAnswer } from '@/server/http/json'

export const dynamic = 'force-dynamic'

export const GET = route(clustersQuery, ({ request, inspector, query }) => {
  const standings = inspector.clusters().map((cluster) => ({ ...cluster.position(), ...cluster.standing() }))
  const body = clustersBody(standings, query, Date.now())
  // All clusters share the start of the process, and no revision ever falls: the sum rises whenever one of them does.
  const epoch = [...new Set(standings.map((one) => one.epoch))].join('-')
  return revisionAnswer(request, { epoch, revision: body.revision }, body, () => body)
})
