'use client'
import { useEffect, useState } from 'react'
import type { ClusterItem } from '@/lib/api/cluster-answer'
import { apiPaths } from '@/lib/paths'

const EVERY_MS = 5_000
const DEADLINE_MS = 4_000

/** The clusters as the server last told of them. */
export interface Clusters {
  items: readonly ClusterItem[]
  /** When the server said so, epoch ms by its clock: ages count from here. */
  asOf: number
}

/** How asking goes: `connecting` before the first answer. */
export type Asking = { status: 'connecting' | 'live'; reason: null } | { status: 'lost'; reason: string }

/** Asks for the clusters every five seconds while the page is looked at; what is known stays while nobody answers. */
export function useClusters(initial: Clusters): Clusters & { asking: Asking } {
  const [known, setKnown] = useState(initial)
  const [asking, setAsking] = useState<Asking>({ status: 'connecting', reason: null })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    let ended = false
    const round = async () => {
      timer = null
      if (document.hidden) return
      try {
        const clusters = await fetchClusters(AbortSignal.timeout(DEADLINE_MS))
        if (ended) return
        setKnown(clusters)
        setAsking({ status: 'live', reason: null })
      } catch (error) {
        if (ended) return
        setAsking({ status: 'lost', reason: error instanceof Error ? error.message : String(error) })
      }
      timer = setTimeout(() => void round(), EVERY_MS)
    }
    const wake = () => {
      if (!document.hidden && timer === null) void round()
    }
    void round()
    document.addEventListener('visibilitychange', wake)
    return () => {
      ended = true
      if (timer !== null) clearTimeout(timer)
      document.removeEventListener('visibilitychange', wake)
    }
  }, [])
  return { ...known, asking }
}

/** Every cluster once. Errors: whatever `fetch` throws, or the server's own message. */
export async function fetchClusters(signal: AbortSignal): Promise<Clusters> {
  const answer = await fetch(`${apiPaths.clusters()}?limit=1000`, { signal, cache: 'no-cache' })
  // Written by the server of the same build; its schema is `clustersAnswer`.
  const body = (await answer.json()) as { asOf: string; items?: ClusterItem[]; error?: { message: string } }
  if (!answer.ok || !body.items) throw new Error(body.error?.message ?? `the server answered ${answer.status}`)
  return { items: body.items, asOf: Date.parse(body.asOf) }
}
