'use client'

import { useEffect, useState } from 'react'
import type { ZnodeListing } from '@/lib/views/znode'
import { fetchListing } from '../live/fetch-znode'

const TYPING_MS = 150

/** The children of a node whose names begin with a text, asked of the server; null where nothing need be asked. */
export function useFound(cluster: string, path: string, text: string, wanted: boolean): ZnodeListing | null {
  const [found, setFound] = useState<{ text: string; listing: ZnodeListing } | null>(null)
  useEffect(() => {
    if (!wanted) return
    const left = new AbortController()
    const timer = setTimeout(() => {
      void fetchListing(cluster, path, { prefix: text }, left.signal).then((answer) => {
        if (left.signal.aborted) return
        const none = { path, total: 0, children: [], cursor: null, groups: null }
        setFound({ text, listing: 'children' in answer ? answer : { ...none, error: answer.message } })
      })
    }, TYPING_MS)
    return () => {
      clearTimeout(timer)
      left.abort()
    }
  }, [cluster, path, text, wanted])
  return wanted && found?.text === text && found.listing.path === path ? found.listing : null
}
