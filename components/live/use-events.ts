'use client'

import { useState, useSyncExternalStore } from 'react'
import type { ClusterEvent } from '@/lib/events/event'
import { useStore } from './live-provider'

/** What happened in the cluster, newest first, at most 500. */
export function useEvents(): ClusterEvent[] {
  const store = useStore()
  // Hydration must see what the server rendered with, even when the stream was faster.
  const [seed] = useState(store.events)
  return useSyncExternalStore(store.subscribe, store.events, () => seed)
}
