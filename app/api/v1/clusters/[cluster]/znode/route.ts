import { znodeBody, znodeQuery } from '@/lib/api/znode-answer'
import { VivariumError } from '@/lib/errors'
import { clusterRoute } from '@/server/http/handle'
import { momentAnswer } from '@/server/http/json'
import { znodesOf } from './znodes-of'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(znodeQuery, async ({ request, cluster, query: { path, ...page } }) => {
  const znodes = znodesOf(cluster)
  const { signal } = request
  const [view, listing] = await Promise.all([znodes.view(path, { signal }), znodes.listing(path, page, { signal })])
  if (view && listing) return momentAnswer(cluster, znodeBody(view, listing))
  throw new VivariumError({
    code: 'not-found',
    message: `there is no znode ${JSON.stringify(path)}`,
    hint: `the nearest that exists: ${await znodes.nearest(path, { signal })}`,
    field: 'path',
  })
})
