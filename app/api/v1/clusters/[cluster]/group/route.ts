import { unknownGroup } from '@/app/api/v1/unknown-name'
import { groupBody, groupQuery } from '@/lib/api/group-answer'
import { groupView } from '@/lib/views/group'
import { clusterRoute } from '@/server/http/handle'
import { modelAnswer } from '@/server/http/json'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(groupQuery, ({ request, cluster, query: { id } }) =>
  modelAnswer(request, cluster, (model) => {
    const view = groupView(model, id)
    if (!view) throw unknownGroup(model, id, 'id')
    return groupBody(view)
  }),
)
