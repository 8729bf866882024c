'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { NEW_SEARCH, runSearch, type SearchQuery, type SearchScene } from './search-run'

/** A search in the browser: what is known of it, painted at most once a frame, and how to begin and stop one. */
export function useSearch(
  cluster: string,
  limit: '0' | null = null,
): { scene: SearchScene | null; start: (query: SearchQuery) => void; stop: () => void } {
  const [scene, setScene] = useState<SearchScene | null>(null)
  const running = useRef<AbortController | null>(null)

  const stop = useCallback(() => running.current?.abort(), [])
  const start = useCallback(
    (query: SearchQuery) => {
      running.current?.abort()
      const mine = new AbortController()
      running.current = mine
      let now = NEW_SEARCH
      let painting = false
      setScene(now)
      void runSearch(cluster, query, limit, mine.signal, (step) => {
        now = step(now)
        if (painting) return
        painting = true
        requestAnimationFrame(() => {
          painting = false
          // A later search, or none, may be on screen by now.
          if (running.current === mine) setScene(now)
        })
      })
    },
    [cluster, limit],
  )
  useEffect(
    () => () => {
      running.current?.abort()
      running.current = null
    },
    [],
  )
  return { scene, start, stop }
}
