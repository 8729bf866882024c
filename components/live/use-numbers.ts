'use client'

import { useLayoutEffect } from 'react'
import { useStore } from './live-provider'

/** Says that this view shows numbers that move all the time: their channel is on while it is mounted. */
export function useNumbers(): void {
  const store = useStore()
  // Before all effects, so that no view settles on a model without the numbers it is about to show.
  useLayoutEffect(() => store.wantNumbers(), [store])
}
