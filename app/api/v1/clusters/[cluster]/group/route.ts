import { unknownGroup } from '@/app/api/v1/unknown-name'
import { groupBody, groupQuery } from '@/lib/api/group-answer'
import { groupView } from '@/lib/views/group'
import { clusterRoute } from '@/server/http/handle'
import { momentAnswer } from '@/server/http/json'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(groupQuery, ({ cluster, query: { id } }) => {
  const model = cluster.model()
  const view = groupView(model, id)
  if (!view) throw unknownGroup(model, id, 'id')
  return momentAnswer(cluster, groupBody(view, cluster.lag().partitions(id) ?? []))
})
