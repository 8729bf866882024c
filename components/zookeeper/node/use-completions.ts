'use client'

import { useEffect, useState } from 'react'
import { fetchListing } from '../live/fetch-znode'
import type { ZnodeScene } from '../live/znode-scene'
import { childPath, nameOf, parentPath, tidyPath } from '../tree/znode-ancestry'

const TYPING_MS = 120
const MOST = 12

/** Paths that continue what is typed: children of the last whole name, from what is loaded or else from the server. */
export function useCompletions(
  cluster: string,
  typed: string | null,
  listings: ZnodeScene['listings'],
): readonly string[] {
  const path = typed === null ? null : tidyPath(typed)
  const folder = path === null ? null : typed?.endsWith('/') ? path : (parentPath(path) ?? '/')
  const prefix = path === null || typed?.endsWith('/') || path === '/' ? '' : nameOf(path)
  const loaded = folder === null ? undefined : listings.get(folder)
  const whole = loaded !== undefined && loaded.cursor === null
  const [answered, setAnswered] = useState<{ folder: string; prefix: string; names: string[] } | null>(null)
  useEffect(() => {
    if (folder === null || whole) return
    const left = new AbortController()
    const timer = setTimeout(() => {
      void fetchListing(cluster, folder, prefix === '' ? {} : { prefix }, left.signal).then((answer) => {
        const names = 'children' in answer ? answer.children.map(({ name }) => name) : []
        if (!left.signal.aborted) setAnswered({ folder, prefix, names })
      })
    }, TYPING_MS)
    return () => {
      clearTimeout(timer)
      left.abort()
    }
  }, [cluster, folder, prefix, whole])
  if (folder === null) return []
  const living = whole ? loaded.children.filter(({ goneAt }) => goneAt === null).map(({ name }) => name) : null
  const names = living ?? (answered?.folder === folder && answered.prefix === prefix ? answered.names : [])
  return names
    .filter((name) => name.startsWith(prefix) && name !== prefix)
    .slice(0, MOST)
    .map((name) => childPath(folder, name))
}
