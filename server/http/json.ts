import { type Envelope, envelope } from '@/lib/api/envelope'
import type { ClusterModel } from '@/lib/model/cluster'
import { formatPosition, type StreamPosition } from '@/lib/stream'
import type { ClusterInspector } from '../cluster-inspector'

/** Answers with the envelope and what the model alone says: it stays good until the revision rises, so it has an ETag. */
export function modelAnswer(
  request: Request,
  cluster: ClusterInspector,
  body: (model: ClusterModel, now: number) => object,
): Response {
  const now = Date.now()
  const position = cluster.position()
  const model = cluster.model()
  const head = envelope(model, position.revision, now)
  return revisionAnswer(request, position, head, () => ({ ...head, ...body(model, now) }))
}

/** Answers with the envelope and what was read, or computed, for this request only. */
export function momentAnswer(cluster: ClusterInspector, body: object): Response {
  const head = envelope(cluster.model(), cluster.position().revision, Date.now())
  return Response.json({ ...head, ...body }, { headers: { 'cache-control': 'no-store' } })
}

/**
 * Answers 304 when the client holds this revision already. A source that fell silent changes no revision but the truth
 * of the answer: while one is late the answer is always sent.
 */
export function revisionAnswer(
  request: Request,
  position: StreamPosition,
  { sources }: Pick<Envelope, 'sources'>,
  body: () => object,
): Response {
  const etag = `W/"${formatPosition(position)}"`
  const headers = { etag, 'cache-control': 'private, no-cache' }
  const late = sources.some(({ status }) => status === 'late')
  if (!late && holds(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers })
  return Response.json(body(), { headers })
}

/** Weak comparison of RFC 9110, section 13.1.2: `*`, or any of a list of tags. */
function holds(ifNoneMatch: string | null, etag: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '')
  if (ifNoneMatch === null) return false
  return ifNoneMatch.trim() === '*' || ifNoneMatch.split(',').some((tag) => opaque(tag) === opaque(etag))
}
