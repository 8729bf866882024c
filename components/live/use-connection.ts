'use client'

import { useMemo, useSyncExternalStore } from 'react'
import { useClock } from './clock'
import type { Connection } from './connection'
import { useStore } from './live-provider'

/** The page's connection to the server, and how to hold the picture still. */
export function useConnection(): Connection & { pause: () => void; resume: () => void } {
  const store = useStore()
  const clock = useClock()
  const connection = useSyncExternalStore(store.subscribe, store.connection, store.connection)
  return useMemo(
    () => ({
      ...connection,
      pause: () => {
        store.pause()
        clock.freeze()
      },
      resume: () => {
        clock.release()
        store.resume()
      },
    }),
    [connection, store, clock],
  )
}
