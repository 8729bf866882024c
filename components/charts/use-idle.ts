'use client'
import { useEffect, useState } from 'react'

/** Longest wait for a quiet moment, ms. */
const PATIENCE_MS = 2_000

/** False while the page is busy coming up, then true: for what may load after everything else. */
export function useIdle(): boolean {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    const ready = () => setIdle(true)
    // Safari has no idle callback.
    if (typeof requestIdleCallback !== 'function') {
      const timer = setTimeout(ready, PATIENCE_MS)
      return () => clearTimeout(timer)
    }
    const handle = requestIdleCallback(ready, { timeout: PATIENCE_MS })
    return () => cancelIdleCallback(handle)
  }, [])
  return idle
}
