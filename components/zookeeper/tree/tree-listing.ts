import type { ZnodeChildView, ZnodeListing, ZnodeNameGroup } from '@/lib/views/znode'

/** A child with what the page saw of it while it was open. */
export interface TreeChild extends ZnodeChildView {
  /** Epoch ms when it vanished; it stays for a while, struck through. */
  goneAt: number | null
  /** Epoch ms when it came or changed before our eyes. */
  changedAt: number | null
}

/** The children of one node as the tree shows them. */
export interface TreeListing {
  path: string
  /** Of the living ones, also of those not loaded. */
  total: number
  children: readonly TreeChild[]
  /** Of the next page; null when all are here. */
  cursor: string | null
  /** Given instead of most children where there are too many; then `children` are those alone with their beginning. */
  groups: readonly ZnodeNameGroup[] | null
  error: string | null
}

const GHOSTS_KEPT = 100
/** What vanished says what happened: an ephemeral one for a day, as long as brokers are remembered, others a minute. */
const EPHEMERAL_GHOST_MS = 86_400_000
const GHOST_MS = 60_000

/** The listing as it is now, with what changed since `before` marked; ghosts keep their place among the others. */
export function mergedListing(last: TreeListing | null, now: ZnodeListing, at: number): TreeListing {
  // A list that cannot be read says nothing of its nodes: those known stay.
  if (now.error !== null && last !== null) return { ...last, error: now.error }
  // Of a list in groups nobody knows who came and went.
  const before = now.groups === null && last?.groups === null ? last : null
  const old = new Map((before?.children ?? []).map((child) => [child.name, child]))
  const living = new Set(now.children.map(({ name }) => name))
  const ghosts = before === null ? null : ghostsOf(before, living, now, at)
  const children: TreeChild[] = []
  for (const child of now.children) {
    children.push(...(ghosts?.before.get(child.name) ?? []))
    children.push({ ...child, goneAt: null, changedAt: changeTime(before, old.get(child.name) ?? null, child, at) })
  }
  if (ghosts !== null) children.push(...ghosts.last)
  return { ...now, children }
}

/** The listing with one more page behind it. */
export function extendedListing(listing: TreeListing, page: ZnodeListing): TreeListing {
  const known = new Set(listing.children.filter(({ goneAt }) => goneAt === null).map(({ name }) => name))
  const more = page.children.filter(({ name }) => !known.has(name))
  return {
    ...listing,
    total: page.total,
    cursor: page.cursor,
    error: page.error,
    children: [...listing.children, ...more.map((child) => ({ ...child, goneAt: null, changedAt: null }))],
  }
}

function changeTime(
  before: TreeListing | null,
  old: TreeChild | null,
  child: ZnodeChildView,
  at: number,
): number | null {
  if (before === null) return null
  // The first page moves when a child before its end comes or goes: those who enter it that way are no news.
  if (old === null) return before.cursor === null ? at : null
  if (old.goneAt !== null) return at
  const same = old.version === child.version && old.numChildren === child.numChildren
  return same ? old.changedAt : at
}

/** Who vanished, by the name they stood before; those behind all others are `last`. */
function ghostsOf(
  before: TreeListing,
  living: ReadonlySet<string>,
  now: ZnodeListing,
  at: number,
): { before: Map<string, TreeChild[]>; last: TreeChild[] } {
  const result = { before: new Map<string, TreeChild[]>(), last: [] as TreeChild[] }
  let waiting: TreeChild[] = []
  let count = 0
  for (const child of before.children) {
    if (living.has(child.name)) {
      if (waiting.length > 0) result.before.set(child.name, waiting)
      waiting = []
      continue
    }
    const ghost = child.goneAt === null ? { ...child, goneAt: at } : child
    const keptMs = child.ephemeral ? EPHEMERAL_GHOST_MS : GHOST_MS
    if (at - (ghost.goneAt ?? at) < keptMs && count < GHOSTS_KEPT) {
      waiting.push(ghost)
      count += 1
    }
  }
  // Behind a cut page nobody knows who is gone and who only slipped to the next page.
  if (now.cursor === null) result.last = waiting
  return result
}
