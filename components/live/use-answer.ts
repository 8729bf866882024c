'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { errorMessage } from '@/lib/errors'
import { useConnection } from './use-connection'

const EVERY_MS = 10_000
const DEADLINE_MS = 8_000

/** Why an answer did not come, as our API says it. */
export interface AnswerFault {
  code: string
  message: string
}

/** An answer of our API as last read; `fault`: why the last reading failed, `data` then being that of the one before. */
export interface LiveAnswer<Body> {
  /** null before the first answer. */
  data: Body | null
  fault: AnswerFault | null
  readAgain: () => void
}

/**
 * What `url` answers, read at once, every 10 s while the page is in sight and not paused, and whenever `version` changes.
 * What another address answered before is dropped.
 */
export function useAnswer<Body>(url: string, version: string): LiveAnswer<Body> {
  const [state, setState] = useState<{ url: string; data: Body | null; fault: AnswerFault | null }>({
    ...{ url, data: null, fault: null },
  })
  const [asked, setAsked] = useState(0)
  const { status } = useConnection()
  const paused = status === 'paused'
  const key = `${url} ${version} ${asked}`
  const shown = useRef('')
  useEffect(() => {
    if (paused) return
    const left = new AbortController()
    const read = async () => {
      if (document.visibilityState === 'hidden') return
      const next = await answerOf<Body>(url, AbortSignal.any([left.signal, AbortSignal.timeout(DEADLINE_MS)]))
      if (left.signal.aborted) return
      shown.current = key
      setState((before) => ({ url, data: next.data ?? (before.url === url ? before.data : null), fault: next.fault }))
    }
    const seen = () => {
      if (document.visibilityState === 'visible') void read()
    }
    if (shown.current !== key) void read()
    const timer = setInterval(() => void read(), EVERY_MS)
    document.addEventListener('visibilitychange', seen)
    return () => {
      left.abort()
      clearInterval(timer)
      document.removeEventListener('visibilitychange', seen)
    }
  }, [url, key, paused])
  const readAgain = useCallback(() => setAsked((times) => times + 1), [])
  return { data: state.url === url ? state.data : null, fault: state.url === url ? state.fault : null, readAgain }
}

async function answerOf<Body>(
  url: string,
  signal: AbortSignal,
): Promise<{ data: Body | null; fault: AnswerFault | null }> {
  try {
    const response = await fetch(url, { signal, headers: { accept: 'application/json' } })
    // Our own API answers with what the contract says or with its error envelope.
    const body = (await response.json()) as Body & { error?: AnswerFault }
    if (response.ok) return { data: body, fault: null }
    return { data: null, fault: body.error ?? { code: 'internal', message: `the server answered ${response.status}` } }
  } catch (error) {
    return { data: null, fault: { code: 'unreachable', message: errorMessage(error) } }
  }
}
