import { compareNatural } from '@/lib/natural-order'
import type { ZnodeListing } from '@/lib/views/znode'
import type { TreeChild, TreeListing } from './tree-listing'
import { ancestors, childPath, nameOf } from './znode-ancestry'

/** One line of the tree. */
export type TreeRow = ZnodeRow | MoreRow | NoteRow

/** A node; `level` counts from 1 for the root, `place` and `size` are for screen readers, from 1. */
export interface ZnodeRow {
  kind: 'znode'
  key: string
  path: string
  name: string
  level: number
  place: number
  size: number
  expanded: boolean
  /** null where the count of children is unknown: it may have some. */
  numChildren: number | null
  ephemeral: boolean
  sequential: boolean
  goneAt: number | null
  changedAt: number | null
}

/** The children of `path` that are not loaded yet. */
export interface MoreRow {
  kind: 'more'
  key: string
  path: string
  level: number
  remaining: number
}

/** Why the children of `path` are not shown, or that they are on their way. */
export interface NoteRow {
  kind: 'note'
  key: string
  path: string
  level: number
  /** null while they are being read. */
  error: string | null
}

/** What decides which lines the tree has. */
export interface TreeState {
  listings: ReadonlyMap<string, TreeListing>
  expanded: ReadonlySet<string>
  selected: string
  filter: LevelFilter | null
}

/** The level that is filtered and by which text; `found` is what the server knows of names that begin so. */
export interface LevelFilter {
  path: string
  text: string
  found: ZnodeListing | null
}

/** The tree as a list of lines, from the root down. */
export function treeRows(state: TreeState): TreeRow[] {
  const root = state.listings.get('/')
  const rows: TreeRow[] = [
    {
      kind: 'znode',
      key: '/',
      path: '/',
      name: '/',
      level: 1,
      place: 1,
      size: 1,
      expanded: state.expanded.has('/'),
      numChildren: root?.total ?? null,
      ephemeral: false,
      sequential: false,
      goneAt: null,
      changedAt: null,
    },
  ]
  if (state.expanded.has('/')) addChildren(rows, state, '/', 2)
  return rows
}

/** The level a filter works on: the children of the selected node while it is open, else those beside it. */
export function filteredLevel({ listings, expanded, selected }: Omit<TreeState, 'filter'>): string {
  const own = listings.get(selected)
  if (expanded.has(selected) && own !== undefined && own.total > 0) return selected
  return ancestors(selected).at(-1) ?? '/'
}

function addChildren(rows: TreeRow[], state: TreeState, path: string, level: number): void {
  const listing = state.listings.get(path)
  if (listing === undefined || listing.error !== null) {
    rows.push({ kind: 'note', key: `${path}\n`, path, level, error: listing?.error ?? null })
    if (listing === undefined) return
  }
  const children = shownChildren(listing, state)
  const size = listing.total
  for (const [index, child] of children.entries()) {
    const own = childPath(path, child.name)
    const expanded = state.expanded.has(own) && child.goneAt === null
    rows.push({
      kind: 'znode',
      key: own,
      path: own,
      name: child.name,
      level,
      place: index + 1,
      size: Math.max(size, children.length),
      expanded,
      // An opened node's own list is newer than what its parent told.
      numChildren: state.listings.get(own)?.total ?? child.numChildren,
      ephemeral: child.ephemeral === true,
      sequential: child.sequential,
      goneAt: child.goneAt,
      changedAt: child.changedAt,
    })
    if (expanded && (child.numChildren !== 0 || (state.listings.get(own)?.total ?? 0) > 0)) {
      addChildren(rows, state, own, level + 1)
    }
  }
  const rest = unread(listing, state.filter)
  if (rest !== null) rows.push({ kind: 'more', key: `${path}\n`, path, level, remaining: rest })
}

/** How many children are not here; null when all are. Below a filter: of those whose names begin so. */
function unread(listing: TreeListing, filter: LevelFilter | null): number | null {
  if (listing.cursor === null) return null
  const loaded = listing.children.filter(({ goneAt }) => goneAt === null).length
  if (filter?.path !== listing.path || filter.text.trim() === '') return Math.max(0, listing.total - loaded)
  const { found } = filter
  return found === null || found.cursor === null ? null : found.total - found.children.length
}

/** The children that pass the filter, and the one on the way to the selected node even when it is not loaded. */
function shownChildren(listing: TreeListing, { filter, selected }: TreeState): readonly TreeChild[] {
  const { children, path } = listing
  const wanted = filter?.path === path ? filter.text.trim().toLowerCase() : ''
  const shown = wanted === '' ? children : matching(children, wanted, filter?.found ?? null)
  const way = onTheWay(path, selected)
  if (listing.cursor === null || way === null || shown.some(({ name }) => name === way)) return shown
  const known = children.find(({ name }) => name === way)
  const bare = { numChildren: null, ephemeral: null, sequential: false, version: null, goneAt: null, changedAt: null }
  return [...shown, known ?? { ...bare, name: way }]
}

function matching(children: readonly TreeChild[], wanted: string, found: ZnodeListing | null): readonly TreeChild[] {
  const shown = children.filter(({ name }) => name.toLowerCase().includes(wanted))
  if (found === null) return shown
  const known = new Set(shown.map(({ name }) => name))
  const others = found.children.filter(({ name }) => !known.has(name))
  const all = [...shown, ...others.map((child) => ({ ...child, goneAt: null, changedAt: null }))]
  return all.sort((a, b) => compareNatural(a.name, b.name))
}

function onTheWay(path: string, selected: string): string | null {
  const line = [...ancestors(selected), selected]
  const at = line.indexOf(path)
  const next = at < 0 ? undefined : line[at + 1]
  return next === undefined ? null : nameOf(next)
}
