'use client'
import { useEffect, useState } from 'react'
import { useEvents } from '@/components/live/use-events'
import type { ClusterEvent } from '@/lib/events/event'
import { apiPaths } from '@/lib/paths'
import { hasHole, mergeEvents } from './event-log'

/** The largest page the API gives. */
const PAGE = '1000'

/** The log of a cluster as far as it is here. */
export interface EventLog {
  /** Newest first. */
  events: readonly ClusterEvent[]
  /** Whether everything the server kept was here once. */
  complete: boolean
  /** Why the older ones could not be fetched; null when nothing failed. */
  error: string | null
}

/** Everything the server keeps, and live on top of it. `first` (newest first) stands in until the rest is here. */
export function useEventLog(cluster: string, first: readonly ClusterEvent[]): EventLog & { retry: () => void } {
  const newest = useEvents()
  const [log, setLog] = useState(() => mergeEvents(first, newest))
  const [loaded, setLoaded] = useState<{ round: number; error: string | null } | null>(null)
  const [round, setRound] = useState(0)
  const [everLoaded, setEverLoaded] = useState(false)
  const settled = loaded?.round === round && loaded.error === null

  useEffect(() => {
    // A page that was hidden or paused is told only the newest of what it missed.
    if (settled && hasHole(log, newest)) setRound((one) => one + 1)
    setLog((known) => mergeEvents(known, newest))
  }, [newest, log, settled])

  useEffect(() => {
    const abort = new AbortController()
    const load = async () => {
      let cursor: string | null = null
      do {
        const page = await fetchPage(cluster, cursor, abort.signal)
        if (abort.signal.aborted) return
        setLog((known) => mergeEvents(known, page.events))
        cursor = page.nextCursor
      } while (cursor !== null)
      setLoaded({ round, error: null })
      setEverLoaded(true)
    }
    load().catch((error: unknown) => {
      if (!abort.signal.aborted) setLoaded({ round, error: error instanceof Error ? error.message : String(error) })
    })
    return () => abort.abort()
  }, [cluster, round])

  return {
    events: log,
    complete: everLoaded,
    error: loaded?.round === round ? loaded.error : null,
    retry: () => setRound((one) => one + 1),
  }
}

interface EventsPage {
  events: ClusterEvent[]
  nextCursor: string | null
}

async function fetchPage(cluster: string, cursor: string | null, signal: AbortSignal): Promise<EventsPage> {
  const query = { limit: PAGE, ...(cursor === null ? {} : { cursor }) }
  const answer = await fetch(apiPaths.events(cluster, query), { signal })
  // Written by the server of the same build; its schema is `eventsAnswer`.
  const body = (await answer.json()) as {
    items?: (Omit<ClusterEvent, 'at'> & { at: string })[]
    nextCursor?: string | null
    error?: { message: string }
  }
  if (!answer.ok || !body.items) throw new Error(body.error?.message ?? `the server answered ${answer.status}`)
  return {
    events: body.items.map((item) => ({ ...item, at: Date.parse(item.at) })),
    nextCursor: body.nextCursor ?? null,
  }
}
