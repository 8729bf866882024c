import { streamQuery } from '@/lib/api/stream-query'
import { parsePosition } from '@/lib/stream'
import { eventStream } from '@/server/http/event-stream'
import { clusterRoute } from '@/server/http/handle'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(streamQuery, ({ request, inspector, cluster, query }) => {
  // A browser that reconnects by itself names the last id it saw; that is newer than the URL it was opened with.
  const last = parsePosition(request.headers.get('last-event-id') ?? '')
  return eventStream(inspector, cluster, query.channels, last ?? query.since ?? null, request.signal)
})
