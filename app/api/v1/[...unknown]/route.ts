import { VivariumError } from '@/lib/errors'
import { errorResponse } from '@/server/http/handle'

export const dynamic = 'force-dynamic'

/** Whatever no other route answers, in the form clients of the API read; Next would answer with a page. */
export function GET(): Response {
  const hint = 'the routes are listed in /api/v1/openapi.json'
  return errorResponse(new VivariumError({ code: 'not-found', message: 'there is no such route', hint }))
}
