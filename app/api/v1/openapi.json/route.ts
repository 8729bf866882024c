import { noQuery } from '@/lib/api/cluster-answer'
import { openApi } from '@/lib/api/openapi'
import { route } from '@/server/http/handle'

export const dynamic = 'force-dynamic'

export const GET = route(noQuery, () => Response.json(openApi(), { headers: { 'cache-control': 'no-store' } }))
