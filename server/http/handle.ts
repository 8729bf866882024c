import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { ERROR_STATUS, errorCode, errorMessage, VivariumError } from '@/lib/errors'
import type { ClusterInspector } from '../cluster-inspector'
import { running } from '../index'
import type { Inspector } from '../inspector'
import { checkHost } from './host'

/** What a route's own function gets: everything validated. */
export interface RouteInput<Q> {
  request: Request
  inspector: Inspector
  query: Q
}

export interface ClusterRouteInput<Q> extends RouteInput<Q> {
  cluster: ClusterInspector
}

/** Seen by nobody but a proxy's log, where other servers write the same. */
const CLIENT_LEFT = 499

type Parameters = { params: Promise<Record<string, string | string[] | undefined>> }
type Handler = (request: Request, context: Parameters) => Promise<Response>

/** A GET handler: host and query checked first, every error answered as JSON. `query` must be a strict schema. */
export function route<S extends z.ZodType>(
  query: S,
  run: (input: RouteInput<z.output<S>>) => Promise<Response> | Response,
): Handler {
  return (request) => guarded(request, (inspector) => run({ request, inspector, query: parseQuery(query, request) }))
}

/**
 * The same below `/clusters/{cluster}`; an unknown slug is 404 naming those that exist. Parameters in `lists` may be
 * given several times and reach the schema as arrays.
 */
export function clusterRoute<S extends z.ZodType>(
  query: S,
  run: (input: ClusterRouteInput<z.output<S>>) => Promise<Response> | Response,
  lists: readonly string[] = [],
): Handler {
  return (request, { params }) =>
    guarded(request, async (inspector) => {
      const { cluster: id } = await params
      const cluster = typeof id === 'string' ? inspector.cluster(id) : undefined
      if (!cluster) {
        const hint = `configured: ${inspector
          .clusters()
          .map((one) => one.config.id)
          .join(', ')}`
        throw new VivariumError({
          code: 'not-found',
          message: `there is no cluster ${JSON.stringify(id)}`,
          hint,
          field: 'cluster',
        })
      }
      return run({ request, inspector, cluster, query: parseQuery(query, request, lists) })
    })
}

async function guarded(
  request: Request,
  run: (inspector: Inspector) => Promise<Response> | Response,
): Promise<Response> {
  try {
    const inspector = running()
    checkHost(request.headers.get('host'), inspector.config)
    return await run(inspector)
  } catch (error) {
    // The client left: what was being read for it ended early, and nobody is there to be answered.
    if (request.signal.aborted) return new Response(null, { status: CLIENT_LEFT })
    return errorResponse(error)
  }
}

/** `{error: {code, message, hint?, field?, requestId}}` with the status of the code; only bugs are logged. */
export function errorResponse(error: unknown): Response {
  const requestId = randomUUID()
  const code = errorCode(error)
  if (code === 'internal') console.error(`${requestId} ${error instanceof Error ? error.stack : String(error)}`)
  const { hint, field } = error as { hint?: string; field?: string }
  const message = code === 'internal' ? 'this is a fault of Vivarium; its log names the request' : errorMessage(error)
  const body = { error: { code, message, ...(hint ? { hint } : {}), ...(field ? { field } : {}), requestId } }
  return Response.json(body, { status: ERROR_STATUS[code], headers: { 'cache-control': 'no-store' } })
}

function parseQuery<S extends z.ZodType>(schema: S, request: Request, lists: readonly string[] = []): z.output<S> {
  const { searchParams } = new URL(request.url)
  const values = new Map<string, string | string[]>()
  for (const [name, value] of searchParams) {
    if (lists.includes(name)) values.set(name, searchParams.getAll(name))
    else if (values.has(name))
      throw new VivariumError({ code: 'invalid', message: `${name} is given twice`, field: name })
    else values.set(name, value)
  }
  const result = schema.safeParse(Object.fromEntries(values))
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const field = unknown ?? issue?.path.map(String).join('.')
  const message = unknown ? `${unknown} is not a parameter of this route` : `${field}: ${issue?.message ?? 'invalid'}`
  throw new VivariumError({ code: 'invalid', message, ...(field ? { field } : {}) })
}
