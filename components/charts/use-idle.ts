import { useEffect, useState } from 'react'
import { useConnection } from '@/components/live/use-connection'

const PATIENCE_MS = 3_000

/** False until the page follows the stream and the browser has nothing else to do: the time for what costs much and can wait. */
export function useIdle(): boolean {
  const { status } = useConnection()
  const [idle, setIdle] = useState(false)
  const settled = status !== 'connecting'
  useEffect(() => {
    if (!settled) return
    const ready = () => setIdle(true)
    if (typeof requestIdleCallback !== 'function') {
      const timer = setTimeout(ready, PATIENCE_MS)
      return () => clearTimeout(timer)
    }
    const handle = requestIdleCallback(ready, { timeout: PATIENCE_MS })
    return () => cancelIdleCallback(handle)
  }, [settled])
  return idle
}
