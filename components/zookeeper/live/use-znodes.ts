'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { type Clock, useClock } from '@/components/live/clock'
import { useConnection } from '@/components/live/use-connection'
import { fetchListing } from './fetch-znode'
import type { ZnodeScene, ZnodeSeed } from './znode-scene'
import { ZnodeStore } from './znode-store'

/** One per cluster and tab: what was opened and seen is still there when one comes back to the page. */
const kept = new Map<string, ZnodeStore>()

function storeOf(cluster: string, seed: ZnodeSeed, clock: Clock): ZnodeStore {
  const store =
    kept.get(cluster) ??
    new ZnodeStore(cluster, seed, {
      openStream: (url) => new EventSource(url),
      fetchListing: (path, query) => fetchListing(cluster, path, query),
      nextFrame: (callback) => requestAnimationFrame(callback),
      now: clock.wall,
      random: Math.random,
    })
  // The server renders for many people and keeps nothing.
  if (typeof window !== 'undefined') kept.set(cluster, store)
  return store
}

/** The znodes of a cluster, live while the page is looked at; `path` is the selected one. */
export function useZnodes(cluster: string, path: string, seed: ZnodeSeed): { store: ZnodeStore; scene: ZnodeScene } {
  const clock = useClock()
  const [store] = useState(() => storeOf(cluster, seed, clock))
  // Hydration must see what the server rendered with.
  const [first] = useState(store.scene)
  const scene = useSyncExternalStore(store.subscribe, store.scene, () => first)
  const { status } = useConnection()
  const held = status === 'paused' || status === 'lost'
  useEffect(() => store.select(path), [store, path])
  useEffect(() => {
    const follow = () => store.setActive(!held && document.visibilityState === 'visible')
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      store.setActive(false)
    }
  }, [store, held])
  return { store, scene }
}
