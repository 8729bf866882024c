import { znodesOf } from '@/app/api/v1/clusters/[cluster]/znode/znodes-of'
import { znodeSearchQuery } from '@/lib/api/znode-search-query'
import { clusterRoute } from '@/server/http/handle'
import { znodeSearch } from '@/server/http/znode-search'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(znodeSearchQuery, ({ request, inspector, cluster, query }) =>
  znodeSearch(inspector, znodesOf(cluster), query, request.signal),
)
