import { apiPaths } from '@/lib/paths'
import type { ZnodeListing } from '@/lib/views/znode'
import type { Refusal } from './znode-scene'

const DEADLINE_MS = 8_000

/** The part of `GET …/znode` this page reads beside the stream. */
interface ZnodeAnswer {
  children: ZnodeListing['children'] | null
  childrenTotal: number | null
  childrenCursor: string | null
  childGroups: ZnodeListing['groups']
  childrenReason: string | null
}

/** A page of children, or why there is none. */
export async function fetchListing(
  cluster: string,
  path: string,
  query: { prefix?: string; cursor?: string; grouped?: 'true' },
  signal?: AbortSignal,
): Promise<ZnodeListing | Refusal> {
  const deadline = AbortSignal.timeout(DEADLINE_MS)
  const response = await fetch(apiPaths.znode(cluster, path, query), {
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    headers: { accept: 'application/json' },
  }).catch(() => null)
  if (response === null) return { code: 'unreachable', message: 'The server does not answer' }
  // Our own API answers with a node or with its error envelope.
  const body = (await response.json().catch(() => null)) as (ZnodeAnswer & { error?: Refusal }) | null
  if (!response.ok || body === null) {
    return body?.error ?? { code: 'internal', message: `The server answered ${response.status}` }
  }
  const { children, childrenTotal, childrenCursor, childGroups, childrenReason } = body
  return {
    path,
    total: childrenTotal ?? 0,
    children: children ?? [],
    cursor: childrenCursor,
    groups: childGroups,
    error: childrenReason,
  }
}
