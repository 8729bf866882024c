'use client'

import { useEffect, useMemo, useRef, useState } from 'react'
import { holdOrder } from '@/lib/table-state'

const REORDER_MS = 5_000

/** Rows in the order to show, and what is held back. */
export interface HeldRows<Row> {
  rows: readonly Row[]
  /** Rows that stand elsewhere than the sort wants; 0 when the order is the fresh one. */
  moved: number
  apply: () => void
}

/**
 * Lets live rows change order at most every five seconds, and never while `busy` (pointer or focus in the table).
 * A new `sort` asked for by the person applies at once.
 */
export function useHeldOrder<Row>(
  sorted: readonly Row[],
  getKey: (row: Row) => string,
  sort: string,
  busy: boolean,
): HeldRows<Row> {
  const fresh = useMemo(() => sorted.map(getKey), [sorted, getKey])
  const [held, setHeld] = useState({ sort, keys: fresh as readonly string[] })
  const appliedAt = useRef(0)

  const order = useMemo(
    () => (held.sort === sort ? holdOrder(held.keys, fresh) : { keys: fresh, moved: 0 }),
    [held, sort, fresh],
  )
  // The held order follows what is shown, so that rows that came stay where they were put.
  if (order.keys !== held.keys || held.sort !== sort) setHeld({ sort, keys: order.keys })

  useEffect(() => {
    if (order.moved === 0 || busy) return
    const timer = setTimeout(
      () => {
        appliedAt.current = Date.now()
        setHeld({ sort, keys: fresh })
      },
      Math.max(0, appliedAt.current + REORDER_MS - Date.now()),
    )
    return () => clearTimeout(timer)
  }, [order.moved, busy, sort, fresh])

  const rows = useMemo(() => {
    if (order.moved === 0) return sorted
    const byKey = new Map(sorted.map((row) => [getKey(row), row]))
    return order.keys.flatMap((key) => byKey.get(key) ?? [])
  }, [order, sorted, getKey])

  const apply = () => {
    appliedAt.current = Date.now()
    setHeld({ sort, keys: fresh })
  }
  return { rows, moved: order.moved, apply }
}
