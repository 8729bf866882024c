import { znodesOf } from '@/app/api/v1/clusters/[cluster]/znode/znodes-of'
import { znodeStreamQuery } from '@/lib/api/znode-answer'
import { clusterRoute } from '@/server/http/handle'
import { znodeStream } from '@/server/http/znode-stream'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(
  znodeStreamQuery,
  ({ request, inspector, cluster, query: { path, open } }) =>
    znodeStream(inspector, znodesOf(cluster), { selected: path ?? null, open: open ?? [] }, request.signal),
  ['open'],
)
