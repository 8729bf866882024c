'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { useConnection } from '@/components/live/use-connection'
import type { SessionsBody } from '@/lib/api/ensemble-sessions-answer'
import { errorMessage } from '@/lib/errors'
import { apiPaths } from '@/lib/paths'
import type { SessionSearch } from '@/lib/rows/ensemble-session'
import type { SessionsFault } from './sessions-version'

/** How often sessions are read while somebody looks. */
const EVERY_MS = 10_000
const DEADLINE_MS: Record<SessionSearch, number> = { known: 8_000, everything: 60_000 }

/** The sessions as last read; `fault`: why the last reading failed, the sessions then being those of the one before. */
export interface LiveSessions {
  body: SessionsBody | null
  fault: SessionsFault | null
  /** A search for everything is under way. */
  searching: boolean
  /** Reads once, and goes on reading what is known every ten seconds; everything is read once. */
  read: (search: SessionSearch) => void
}

/**
 * Sessions read by the server for the first paint, and again every 10 s while the page is in sight and not paused, and
 * whenever `version` changes.
 */
export function useSessions(
  cluster: string,
  initial: { body: SessionsBody | null; fault: SessionsFault | null },
  version: string,
): LiveSessions {
  const [state, setState] = useState(initial)
  const [wanted, setWanted] = useState<{ search: SessionSearch; times: number }>({ search: 'known', times: 0 })
  const [searching, setSearching] = useState(false)
  const { status } = useConnection()
  const key = `${version} ${wanted.times}`
  const shown = useRef(key)
  const { search } = wanted
  const held = status === 'paused' && search === 'known'
  useEffect(() => {
    if (held) return
    const left = new AbortController()
    const read = async () => {
      if (document.visibilityState === 'hidden') return
      const signal = AbortSignal.any([left.signal, AbortSignal.timeout(DEADLINE_MS[search])])
      const next = await fetchSessions(cluster, search, signal)
      if (left.signal.aborted) return
      shown.current = key
      setState((before) => ({ body: next.body ?? before.body, fault: next.fault }))
      setSearching(false)
    }
    if (shown.current !== key) void read()
    // Everything is read once: it costs the servers something.
    const timer = search === 'known' ? setInterval(() => void read(), EVERY_MS) : undefined
    return () => {
      left.abort()
      clearInterval(timer)
    }
  }, [cluster, search, key, held])
  const read = useCallback((next: SessionSearch) => {
    setSearching(next === 'everything')
    setWanted(({ times }) => ({ search: next, times: times + 1 }))
  }, [])
  return { ...state, searching, read }
}

async function fetchSessions(
  cluster: string,
  search: SessionSearch,
  signal: AbortSignal,
): Promise<{ body: SessionsBody | null; fault: SessionsFault | null }> {
  try {
    const response = await fetch(apiPaths.ensembleSessions(cluster, search), {
      signal,
      headers: { accept: 'application/json' },
    })
    // Our own API answers with sessions or with its error envelope.
    const body = (await response.json()) as SessionsBody & { error?: SessionsFault }
    if (response.ok) return { body, fault: null }
    return { body: null, fault: body.error ?? { code: 'internal', message: `the server answered ${response.status}` } }
  } catch (error) {
    return { body: null, fault: { code: 'unreachable', message: errorMessage(error) } }
  }
}
