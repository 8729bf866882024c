import { formatCursor, parseCursor } from '@/lib/api/cursor'
import { errorCode, errorMessage } from '@/lib/errors'
import type { ZnodeChildView, ZnodeListing } from '@/lib/views/znode'
import type { ZnodeStat } from '../zookeeper/session'
import { childPath, znodePath } from '../zookeeper/znode-path'
import { firstNames } from './first-names'
import { type BrowseOptions, MOST_ATTEMPTS, MOST_CHILDREN, type ReadableSession, readOptions } from './readable-session'

/** Which children: those whose names begin with `prefix`, `limit` of them, behind `cursor`. */
export interface ListingQuery {
  prefix?: string
  cursor?: string
  limit?: number
}

const PAGE = 500

/**
 * One page of the children of a node with what a tree shows of each; null when the node is not there.
 *
 * Only the children of the page are asked for their stat. Errors: `invalid` (path, a cursor of another listing),
 * `unreachable`, `timeout`, `busy`; what the node itself refuses is the listing's `error`.
 */
export async function znodeListing(
  session: ReadableSession,
  path: string,
  query: ListingQuery = {},
  options: BrowseOptions = {},
): Promise<ZnodeListing | null> {
  const { prefix = '', limit = PAGE } = query
  const scope = JSON.stringify(['znode', znodePath(path), prefix])
  const after = query.cursor === undefined ? null : String(parseCursor(scope, query.cursor).key[0])
  const names = await namesOrRefusal(session, path, options)
  if (names === null) return null
  if (typeof names === 'string') return { path, total: 0, children: [], cursor: null, error: names }
  const { page, more, total } = await firstNames(names, { count: limit, after, prefix })
  const once = { ...options, watch: false }
  const stats = await Promise.all(page.map((name) => statOrNull(session, childPath(path, name), once)))
  const last = page.at(-1)
  return {
    path,
    total,
    children: page.map((name, index) => child(name, stats[index] ?? null)),
    cursor: more && last !== undefined ? formatCursor(scope, { value: null, key: [last] }) : null,
    error: null,
  }
}

/** All names, or why they are not to be had; null when the node is absent, and then its creation will be told. */
async function namesOrRefusal(
  session: ReadableSession,
  path: string,
  options: BrowseOptions,
): Promise<string[] | string | null> {
  for (let attempt = 1; ; attempt++) {
    let count = 'its children'
    try {
      const stat = await session.exists(path, readOptions(options))
      if (stat === null) return null
      count = `${stat.numChildren} children`
      if (stat.numChildren > MOST_CHILDREN) {
        return `${count}: at most ${MOST_CHILDREN} are listed here; other clients need a larger jute.maxbuffer for such an answer, too`
      }
      return (await session.children(path, readOptions(options))).names
    } catch (error) {
      const code = errorCode(error)
      if (code === 'forbidden') return 'the ACL denies READ: listing the children needs the permission read'
      if (code === 'too-large') return `${count}: ${errorMessage(error)}`
      if (code !== 'not-found' || attempt === MOST_ATTEMPTS) throw error
    }
  }
}

/** null where the child vanished meanwhile or could not be asked: it stays in the list without its numbers. */
async function statOrNull(session: ReadableSession, path: string, options: BrowseOptions): Promise<ZnodeStat | null> {
  try {
    return await session.exists(path, readOptions(options))
  } catch {
    return null
  }
}

function child(name: string, stat: ZnodeStat | null): ZnodeChildView {
  return {
    name,
    numChildren: stat?.numChildren ?? null,
    ephemeral: stat === null ? null : stat.ephemeralOwner !== '0x0',
    sequential: /\d{10}$/.test(name),
    version: stat?.version ?? null,
  }
}
