'use client'

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ZnodeListing } from '@/lib/views/znode'
import { fetchListing } from '../live/fetch-znode'
import { extendedListing, mergedListing, type TreeListing } from './tree-listing'
import { groupKey, type OpenGroups } from './tree-rows'

/** Pages that are read again at once when a group changed. */
const MOST_READ_AGAIN = 2_000

interface OpenGroup {
  path: string
  prefix: string
  /** As it was counted when it was read; another count means: read it again. */
  count: number
  listing: TreeListing | null
}

/** The groups a person has opened, their children asked of the server, again when their number changes. */
export function useGroups(
  cluster: string,
  listings: ReadonlyMap<string, TreeListing>,
): {
  groups: OpenGroups
  toggle: (path: string, prefix: string) => void
  more: (path: string, prefix: string) => void
} {
  const [open, setOpen] = useState<ReadonlyMap<string, OpenGroup>>(new Map())
  const reading = useRef(new Set<string>())

  const put = useCallback((key: string, change: (group: OpenGroup) => OpenGroup) => {
    setOpen((now) => {
      const group = now.get(key)
      // It may have been closed while it was read.
      return group === undefined ? now : new Map(now).set(key, change(group))
    })
  }, [])

  const read = useCallback(
    async ({ path, prefix, listing: before }: OpenGroup) => {
      const key = groupKey(path, prefix)
      if (reading.current.has(key)) return
      reading.current.add(key)
      const wanted = Math.min(before?.children.length ?? 0, MOST_READ_AGAIN)
      let listing = listingOr(path, await fetchListing(cluster, path, { prefix, grouped: 'true' }))
      while (listing.cursor !== null && listing.children.length < wanted) {
        const next = await fetchListing(cluster, path, { prefix, cursor: listing.cursor })
        if (!('children' in next) || next.error !== null) break
        listing = { ...next, children: [...listing.children, ...next.children] }
      }
      reading.current.delete(key)
      put(key, (group) => ({ ...group, listing: mergedListing(group.listing, listing, Date.now()) }))
    },
    [cluster, put],
  )

  useEffect(() => {
    for (const [key, group] of open) {
      const count = countOf(group, listings, open)
      if (count === null || count === group.count) continue
      put(key, (one) => ({ ...one, count }))
      void read(group)
    }
  }, [listings, open, put, read])

  const toggle = (path: string, prefix: string) => {
    const key = groupKey(path, prefix)
    if (open.has(key)) {
      // What was opened inside closes with it.
      const inside = (one: OpenGroup) => one.path === path && one.prefix.startsWith(prefix)
      setOpen(new Map([...open].filter(([, one]) => !inside(one))))
      return
    }
    const group = { path, prefix, count: countOf({ path, prefix }, listings, open) ?? 0, listing: null }
    setOpen(new Map(open).set(key, group))
    void read(group)
  }

  const more = async (path: string, prefix: string) => {
    const key = groupKey(path, prefix)
    const listing = open.get(key)?.listing
    if (listing?.cursor == null || reading.current.has(key)) return
    reading.current.add(key)
    const page = listingOr(path, await fetchListing(cluster, path, { prefix, cursor: listing.cursor }))
    reading.current.delete(key)
    put(key, (group) => ({
      ...group,
      listing:
        group.listing?.cursor !== listing.cursor
          ? group.listing
          : page.error === null
            ? extendedListing(listing, page)
            : { ...listing, error: page.error },
    }))
  }

  const groups = useMemo(() => new Map([...open].map(([key, { listing }]) => [key, listing])), [open])
  return { groups, toggle, more: (path, prefix) => void more(path, prefix) }
}

/** How many there are by the newest list that says so; null when none does. */
function countOf(
  { path, prefix }: { path: string; prefix: string },
  listings: ReadonlyMap<string, TreeListing>,
  open: ReadonlyMap<string, OpenGroup>,
): number | null {
  const lists = [listings.get(path), ...[...open.values()].filter((one) => one.path === path).map((one) => one.listing)]
  for (const list of lists) {
    const group = list?.groups?.find((one) => one.prefix === prefix)
    if (group !== undefined) return group.count
  }
  return null
}

function listingOr(path: string, answer: Awaited<ReturnType<typeof fetchListing>>): ZnodeListing {
  if ('children' in answer) return answer
  return { path, total: 0, children: [], cursor: null, groups: null, error: answer.message }
}
