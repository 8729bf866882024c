import { compareNatural } from '@/lib/natural-order'
import type { ZnodeListing, ZnodeNameGroup } from '@/lib/views/znode'
import type { TreeChild, TreeListing } from './tree-listing'
import { ancestors, childPath, nameOf } from './znode-ancestry'

/** One line of the tree. */
export type TreeRow = ZnodeRow | GroupRow | MoreRow | NoteRow

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
  restricted: boolean
  sequential: boolean
  goneAt: number | null
  changedAt: number | null
}

/** The children of `path` whose names begin with `prefix`, where there are too many to list. */
export interface GroupRow {
  kind: 'group'
  key: string
  path: string
  prefix: string
  count: number
  level: number
  place: number
  size: number
  expanded: boolean
}

/** The children of `path` that are not loaded yet; with `prefix` those of that group. */
export interface MoreRow {
  kind: 'more'
  key: string
  path: string
  prefix: string
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
  groups: OpenGroups
}

/** The children of opened groups by `groupKey`; null while they are being read. */
export type OpenGroups = ReadonlyMap<string, TreeListing | null>

/** The name of a group among all; no path and no name holds a line break. */
export function groupKey(path: string, prefix: string): string {
  return `${path}\n${prefix}`
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
      restricted: false,
      sequential: false,
      goneAt: null,
      changedAt: null,
    },
  ]
  if (state.expanded.has('/')) addChildren(rows, state, '/', 2)
  return rows
}

/** The level a filter works on: the children of the selected node while it is open, else those beside it. */
export function filteredLevel({ listings, expanded, selected }: Omit<TreeState, 'filter' | 'groups'>): string {
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
  addList(rows, state, listing, '', level)
}

/** One list of children: all of a node's, or those of one group. */
function addList(rows: TreeRow[], state: TreeState, listing: TreeListing, prefix: string, level: number): void {
  const { path } = listing
  const children = shownChildren(listing, prefix, state)
  const groups = isFiltered(path, state) ? [] : (listing.groups ?? [])
  const whole = groups.length === 0 ? listing.total : groups.length + children.length
  const size = Math.max(whole, children.length)
  const lines =
    groups.length === 0
      ? children
      : [...groups, ...children].sort((a, b) => compareNatural(nameOrPrefix(a), nameOrPrefix(b)))
  for (const [index, line] of lines.entries()) {
    const at = { level, size, place: index + 1 }
    if ('prefix' in line) addGroup(rows, state, { ...at, ...line, path })
    else addNode(rows, state, line, { ...at, path: childPath(path, line.name) })
  }
  const rest = unread(listing, prefix, state.filter)
  if (rest !== null)
    rows.push({ kind: 'more', key: `${groupKey(path, prefix)}\n`, path, prefix, level, remaining: rest })
}

function nameOrPrefix(line: TreeChild | ZnodeNameGroup): string {
  return 'prefix' in line ? line.prefix : line.name
}

type Place = Pick<ZnodeRow, 'path' | 'level' | 'size' | 'place'>

function addNode(rows: TreeRow[], state: TreeState, child: TreeChild, at: Place): void {
  const expanded = state.expanded.has(at.path) && child.goneAt === null
  const own = state.listings.get(at.path)?.total
  rows.push({
    kind: 'znode',
    key: at.path,
    ...at,
    name: child.name,
    expanded,
    // An opened node's own list is newer than what its parent told.
    numChildren: own ?? child.numChildren,
    ephemeral: child.ephemeral === true,
    restricted: child.restricted === true,
    sequential: child.sequential,
    goneAt: child.goneAt,
    changedAt: child.changedAt,
  })
  if (expanded && (child.numChildren !== 0 || (own ?? 0) > 0)) addChildren(rows, state, at.path, at.level + 1)
}

function addGroup(rows: TreeRow[], state: TreeState, group: Place & { prefix: string; count: number }): void {
  const { path, prefix, level } = group
  const key = groupKey(path, prefix)
  const listing = state.groups.get(key)
  rows.push({ kind: 'group', key, ...group, expanded: listing !== undefined })
  if (listing === undefined) return
  if (listing === null || listing.error !== null) {
    rows.push({ kind: 'note', key: `${key}\n`, path, level: level + 1, error: listing?.error ?? null })
    if (listing === null) return
  }
  addList(rows, state, listing, prefix, level + 1)
}

function isFiltered(path: string, { filter }: Pick<TreeState, 'filter'>): boolean {
  return filter?.path === path && filter.text.trim() !== ''
}

/** How many children are not here; null when all are. Below a filter: of those whose names begin so. */
function unread(listing: TreeListing, prefix: string, filter: LevelFilter | null): number | null {
  if (filter !== null && isFiltered(listing.path, { filter })) {
    const { found } = filter
    return prefix !== '' || found === null || found.cursor === null ? null : found.total - found.children.length
  }
  if (listing.cursor === null) return null
  const loaded = listing.children.filter(({ goneAt }) => goneAt === null).length
  return Math.max(0, listing.total - loaded)
}

/** The children that pass the filter, and the one on the way to the selected node even when it is not loaded. */
function shownChildren(listing: TreeListing, prefix: string, state: TreeState): readonly TreeChild[] {
  const { children, path } = listing
  const { filter } = state
  const wanted = filter !== null && isFiltered(path, state) ? filter.text.trim().toLowerCase() : ''
  const shown = wanted === '' ? children : matching(children, wanted, filter?.found ?? null)
  const way = onTheWay(path, state.selected)
  if (way === null || !isCut(listing) || !way.startsWith(prefix)) return shown
  if (shown.some(({ name }) => name === way) || isInOpenGroup(way, listing, state)) return shown
  const known = children.find(({ name }) => name === way)
  return [...shown, known ?? { ...UNKNOWN_CHILD, name: way }]
}

const UNKNOWN_CHILD: Omit<TreeChild, 'name'> = {
  numChildren: null,
  restricted: null,
  ephemeral: null,
  sequential: false,
  version: null,
  goneAt: null,
  changedAt: null,
}

/** Whether there are children that are not listed. */
function isCut({ cursor, groups }: TreeListing): boolean {
  return cursor !== null || groups !== null
}

function isInOpenGroup(name: string, { path, groups }: TreeListing, state: TreeState): boolean {
  if (isFiltered(path, state)) return false
  return (groups ?? []).some(
    ({ prefix }) => name.startsWith(prefix) && state.groups.get(groupKey(path, prefix)) != null,
  )
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
