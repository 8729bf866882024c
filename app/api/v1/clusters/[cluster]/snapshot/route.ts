import { snapshotQuery } from '@/lib/api/stream-query'
import { clusterRoute } from '@/server/http/handle'
import { snapshotResponse } from '@/server/http/snapshot'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(snapshotQuery, ({ cluster, query }) => snapshotResponse(cluster, query.channels))
