'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { errorMessage } from '@/lib/errors'
import type { ConfigAnswer, ConfigEntry } from '@/lib/views/config-entry'

const DEADLINE_MS = 8_000

/** The newest configuration known and what went wrong since. */
export interface LiveConfig {
  /** null until it could be read once. */
  entries: ConfigEntry[] | null
  /** Why the last reading failed; the entries are then those of the reading before. */
  error: string | null
  readAgain: () => void
}

/** A configuration read by the server for the first paint, and again from `url` whenever `version` changes or on request. */
export function useConfig(url: string, initial: ConfigAnswer, version: string): LiveConfig {
  const [answer, setAnswer] = useState<{ entries: ConfigEntry[] | null; error: string | null }>(initial)
  const [requests, setRequests] = useState(0)
  const shown = useRef(`${version} 0`)
  useEffect(() => {
    const wanted = `${version} ${requests}`
    if (shown.current === wanted) return
    const left = new AbortController()
    fetchConfig(url, AbortSignal.any([left.signal, AbortSignal.timeout(DEADLINE_MS)])).then(
      (next) => {
        if (left.signal.aborted) return
        shown.current = wanted
        setAnswer((before) => ({ entries: next.entries ?? before.entries, error: next.error }))
      },
      (error: unknown) => {
        if (!left.signal.aborted) setAnswer((before) => ({ ...before, error: errorMessage(error) }))
      },
    )
    return () => left.abort()
  }, [url, version, requests])
  const readAgain = useCallback(() => setRequests((count) => count + 1), [])
  return { ...answer, readAgain }
}

async function fetchConfig(url: string, signal: AbortSignal): Promise<ConfigAnswer> {
  const response = await fetch(url, { signal, headers: { accept: 'application/json' } })
  // Our own API answers an entity with `config`, or `error` with a message.
  const body = (await response.json()) as {
    config?: ConfigEntry[] | null
    configReason?: string | null
    error?: { message: string }
  }
  if (!response.ok) return { entries: null, error: body.error?.message ?? `the server answered ${response.status}` }
  if (body.config) return { entries: body.config, error: null }
  return { entries: null, error: body.configReason ?? 'the server did not send it' }
}
