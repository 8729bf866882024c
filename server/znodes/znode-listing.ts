import { formatCursor, parseCursor } from '@/lib/api/cursor'
import { errorCode, errorMessage } from '@/lib/errors'
import type { ZnodeChildView, ZnodeListing } from '@/lib/views/znode'
import { znodeKind } from '@/lib/znodes/znode-kind'
import type { ZnodeStat } from '../zookeeper/session'
import { childPath, znodePath } from '../zookeeper/znode-path'
import type { AclMemory } from './acl-memory'
import { firstNames } from './first-names'
import { nameGroups } from './name-groups'
import { type BrowseOptions, MOST_ATTEMPTS, MOST_CHILDREN, type ReadableSession, readOptions } from './readable-session'

/** Which children: those whose names begin with `prefix`, `limit` of them, behind `cursor`. */
export interface ListingQuery {
  prefix?: string
  cursor?: string
  limit?: number
  /** More than 5,000 come as groups by prefix; see `ZnodeListing.groups`. */
  grouped?: boolean
}

const PAGE = 500
/** So many lines can still be gone through by hand. */
const MOST_UNGROUPED = 5_000

/**
 * One page of the children of a node with what a tree shows of each; null when the node is not there.
 *
 * Only the children of the page are asked for their stat and ACL. Errors: `invalid` (path, a cursor of another listing),
 * `unreachable`, `timeout`, `busy`; what the node itself refuses is the listing's `error`.
 */
export async function znodeListing(
  session: ReadableSession,
  acls: AclMemory,
  path: string,
  query: ListingQuery = {},
  options: BrowseOptions = {},
): Promise<ZnodeListing | null> {
  const { prefix = '', limit = PAGE, grouped = false } = query
  const scope = JSON.stringify(['znode', znodePath(path), prefix])
  const after = query.cursor === undefined ? null : String(parseCursor(scope, query.cursor).key[0])
  const names = await namesOrRefusal(session, path, options)
  if (names === null) return null
  const empty: ZnodeListing = { path, total: 0, children: [], cursor: null, groups: null, error: null }
  if (typeof names === 'string') return { ...empty, error: names }
  const once = { ...options, watch: false }
  const views = (some: string[]) => Promise.all(some.map((name) => childView(session, acls, path, name, once)))
  if (grouped && after === null && names.length > MOST_UNGROUPED) {
    const { groups, singles, total } = await nameGroups(names, prefix)
    if (total > MOST_UNGROUPED) return { ...empty, total, children: await views(singles), groups }
  }
  const { page, more, total } = await firstNames(names, { count: limit, after, prefix })
  const last = page.at(-1)
  const cursor = more && last !== undefined ? formatCursor(scope, { value: null, key: [last] }) : null
  return { ...empty, total, children: await views(page), cursor }
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

/** Where the child vanished meanwhile or could not be asked it stays in the list without its numbers. */
async function childView(
  session: ReadableSession,
  acls: AclMemory,
  parent: string,
  name: string,
  options: BrowseOptions,
): Promise<ZnodeChildView> {
  const path = childPath(parent, name)
  let stat: ZnodeStat | null = null
  let restricted: boolean | null = null
  try {
    stat = await session.exists(path, readOptions(options))
    if (stat !== null) restricted = await acls.restricted(path, stat, options)
  } catch (error) {
    if (errorCode(error) === 'forbidden') restricted = true
  }
  return {
    name,
    numChildren: stat?.numChildren ?? null,
    restricted,
    ephemeral: stat === null ? null : znodeKind(stat.ephemeralOwner).kind === 'ephemeral',
    sequential: /\d{10}$/.test(name),
    version: stat?.version ?? null,
  }
}
