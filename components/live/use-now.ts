'use client'

import { useSyncExternalStore } from 'react'
import { useClock } from './clock'

/** Epoch ms by the server's clock, once a second; equals the server's `now` during hydration and stands still while paused. */
export function useNow(): number {
  const clock = useClock()
  return useSyncExternalStore(clock.subscribe, clock.shown, () => clock.rendered)
}

/** Like `useNow`, but runs on while paused: for what tells how far behind the page is. */
export function useWallClock(): number {
  const clock = useClock()
  return useSyncExternalStore(clock.subscribe, clock.wall, () => clock.rendered)
}
