'use client'

import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { ClusterModel } from '@/lib/model/cluster'
import { useStore } from './live-provider'

/**
 * A view of the cluster, live: `initial` (rendered by the server for this very page) until the browser's own model holds
 * all it needs. `view` must be stable: from module scope, or `useCallback`.
 */
export function useLiveView<T>(view: (model: ClusterModel) => T, initial: T): T {
  const store = useStore()
  const model = useModel()
  const ready = useSyncExternalStore(store.subscribe, store.ready, () => false)
  const [settled, setSettled] = useState(false)
  // Asked again in the effect: a view mounted together with this one may just have asked for numbers.
  useEffect(() => {
    if (ready && store.ready()) setSettled(true)
  }, [ready, store])
  const live = useMemo(() => (settled && model ? { value: view(model) } : null), [settled, model, view])
  return live ? live.value : initial
}

/** The cluster as the browser knows it; null until the first snapshot. */
export function useModel(): ClusterModel | null {
  const store = useStore()
  return useSyncExternalStore(store.subscribe, store.model, () => null)
}
