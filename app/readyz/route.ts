import { errorResponse } from '@/server/http/handle'
import { running } from '@/server/index'

export const dynamic = 'force-dynamic'

/** The configuration is loaded and the inspector runs; not that any cluster answers: an outage must not restart the tool that shows it. */
export function GET(): Response {
  try {
    running()
    return new Response('ready\n', { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    return errorResponse(error)
  }
}
