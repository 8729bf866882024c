'use client'

import { useState, useSyncExternalStore } from 'react'
import type { PulseSample } from '@/lib/time-series'
import { useStore } from './live-provider'

/** The state of the cluster over the last hour, oldest first. */
export function usePulse(): PulseSample[] {
  const store = useStore()
  const [seed] = useState(store.pulse)
  return useSyncExternalStore(store.subscribe, store.pulse, () => seed)
}
