'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { errorMessage } from '@/lib/errors'
import { apiPaths } from '@/lib/paths'
import { type RebalanceItem, type RebalanceRow, rebalanceRow } from './rebalance-row'

const PAGE = 200
const MOST_PAGES = 10
const DEADLINE_MS = 8_000
/** Of many changes in a row, one is asked for at most this often. */
const AGAIN_MS = 300

/** The rebalances of a group or a cluster, as far as they are here. */
export interface Rebalances {
  /** Newest first; null before the first answer. */
  rows: readonly RebalanceRow[] | null
  /** Since when they are known without a hole (epoch ms), and why not longer or not at all. */
  knownSince: number | null
  knownReason: string | null
  /** There are older ones. */
  more: boolean
  /** Why the last request failed; the rows are then those of the request before. */
  error: string | null
  retry: () => void
}

type Answer = Omit<Rebalances, 'error' | 'retry'>

interface Shown extends Omit<Rebalances, 'retry'> {
  /** The version they were asked for; null before the first answer. */
  version: string | null
}

const NOTHING: Shown = { version: null, rows: null, knownSince: null, knownReason: null, more: false, error: null }

/**
 * Fetched when mounted, and again whenever `version` changes; what stands there stays until the answer is here. `group`
 * null: of all groups. `since` (epoch ms): no older ones are needed; `limit`: how many are asked for at a time.
 */
export function useRebalances(
  cluster: string,
  group: string | null,
  version: string,
  { since, limit = PAGE }: { since: number; limit?: number },
): Rebalances {
  const [shown, setShown] = useState(NOTHING)
  const wanted = useRef(version)
  useEffect(() => {
    wanted.current = version
  })
  const due = shown.version !== version
  useEffect(() => {
    if (!due) return
    const left = new AbortController()
    const load = async () => {
      const asked = wanted.current
      const signal = AbortSignal.any([left.signal, AbortSignal.timeout(DEADLINE_MS)])
      const answer = await fetchRebalances(cluster, group, { since, limit, signal }).catch((error: unknown) =>
        errorMessage(error),
      )
      if (left.signal.aborted) return
      setShown((before) =>
        typeof answer === 'string'
          ? { ...before, version: asked, error: answer }
          : { ...answer, version: asked, error: null },
      )
    }
    const timer = setTimeout(() => void load(), shown.version === null ? 0 : AGAIN_MS)
    return () => {
      clearTimeout(timer)
      left.abort()
    }
  }, [cluster, group, since, limit, due, shown])
  const retry = useCallback(() => setShown((before) => ({ ...before, version: null })), [])
  return { ...shown, retry }
}

/** As many pages as reach back to `since`, newest first. */
async function fetchRebalances(
  cluster: string,
  group: string | null,
  { since, limit, signal }: { since: number; limit: number; signal: AbortSignal },
): Promise<Answer> {
  const rows: RebalanceRow[] = []
  let cursor: string | null = null
  for (let page = 0; ; page += 1) {
    const query = { limit: String(limit), ...(cursor === null ? {} : { cursor }) }
    const response = await fetch(apiPaths.rebalances(cluster, group, query), { signal })
    // Written by the server of the same build; its schema is `rebalancesAnswer`.
    const body = (await response.json()) as {
      items?: RebalanceItem[]
      nextCursor?: string | null
      knownSince?: string | null
      knownReason?: string | null
      error?: { message: string }
    }
    if (!response.ok || !body.items) throw new Error(body.error?.message ?? `the server answered ${response.status}`)
    rows.push(...body.items.map(rebalanceRow))
    cursor = body.nextCursor ?? null
    const oldest = rows.at(-1)?.at ?? 0
    if (cursor === null || oldest < since || page + 1 >= MOST_PAGES) {
      const knownSince = body.knownSince == null ? null : Date.parse(body.knownSince)
      return { rows, knownSince, knownReason: body.knownReason ?? null, more: cursor !== null }
    }
  }
}
