'use client'

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import type { ClusterEvent } from '@/lib/events/event'
import type { PulseSample } from '@/lib/time-series'
import { type Clock, ClockProvider, useClock } from './clock'
import { LiveStore } from './live-store'

const StoreContext = createContext<LiveStore | null>(null)

/** What the server rendered the page with: `events` newest first, `pulse` oldest first, `now` epoch ms. */
export interface LiveSeed {
  cluster: string
  events: ClusterEvent[]
  pulse: PulseSample[]
}

function browserStore({ cluster, events, pulse }: LiveSeed, clock: Clock): LiveStore {
  return new LiveStore(
    cluster,
    { events, pulse },
    {
      fetch: (url, init) => fetch(url, init),
      openStream: (url) => new EventSource(url),
      nextFrame: (callback) => {
        const frame = requestAnimationFrame(callback)
        return () => cancelAnimationFrame(frame)
      },
      now: clock.wall,
      hear: (serverTime) => clock.hear(serverTime),
      random: Math.random,
    },
  )
}

function StoreProvider({ children, ...seed }: LiveSeed & { children: ReactNode }) {
  const clock = useClock()
  const [store] = useState(() => browserStore(seed, clock))
  useEffect(() => {
    const follow = () => store.setVisible(document.visibilityState === 'visible')
    follow()
    document.addEventListener('visibilitychange', follow)
    store.start()
    return () => {
      document.removeEventListener('visibilitychange', follow)
      store.stop()
    }
  }, [store])
  return <StoreContext value={store}>{children}</StoreContext>
}

/** Keeps one cluster live for everything below; mounted once per cluster, by its layout. */
export function LiveProvider({ now, children, ...seed }: LiveSeed & { now: number; children: ReactNode }) {
  return (
    <ClockProvider now={now}>
      <StoreProvider {...seed}>{children}</StoreProvider>
    </ClockProvider>
  )
}

/** The live store above this component. */
export function useStore(): LiveStore {
  const store = useContext(StoreContext)
  if (!store) throw new Error('No LiveProvider above this component')
  return store
}
