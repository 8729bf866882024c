import { znodesOf } from '@/app/api/v1/clusters/[cluster]/znode/znodes-of'
import { znodeExportQuery } from '@/lib/api/znode-search-query'
import { clusterRoute } from '@/server/http/handle'
import { znodeExport } from '@/server/http/znode-export'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(znodeExportQuery, ({ request, cluster, query: { path } }) =>
  znodeExport(znodesOf(cluster), { cluster: cluster.config.id, path, signal: request.signal }),
)
