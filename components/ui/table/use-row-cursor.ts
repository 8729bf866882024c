'use client'

import { useRouter } from 'next/navigation'
import { type RefObject, useState } from 'react'
import { useKey } from '../use-key'

const STEP = new Map([
  ['j', 1],
  ['ArrowDown', 1],
  ['k', -1],
  ['ArrowUp', -1],
])

/** Whether keys belong to this table: it holds the focus, or nothing does and it is the first on the page. */
function owns(table: HTMLElement | null, arrow: boolean): boolean {
  if (!table) return false
  if (table.contains(document.activeElement)) return document.activeElement === table || !arrow
  return !arrow && document.querySelector('[data-table]') === table
}

/**
 * The row cursor: `j`/`k` (arrows too while the table has the focus) move it, Enter opens, `.` opens the row's menu.
 * Answers the key of the row under the cursor, or null.
 */
export function useRowCursor({
  table,
  keys,
  hrefOf,
  open,
  reveal,
}: {
  table: RefObject<HTMLElement | null>
  keys: readonly string[]
  hrefOf: (index: number) => string | null
  /** Takes the place of following `hrefOf`. */
  open: ((index: number) => void) | null
  /** Brings a row into view and, where rows are virtual, into being. */
  reveal: (index: number) => void
}): string | null {
  const router = useRouter()
  const [cursor, setCursor] = useState<string | null>(null)
  useKey((key) => {
    const step = STEP.get(key)
    const arrow = key.startsWith('Arrow')
    if (!owns(table.current, arrow)) return false
    const index = cursor === null ? -1 : keys.indexOf(cursor)
    if (step !== undefined) {
      const next = Math.max(0, Math.min(keys.length - 1, index + step))
      const nextKey = keys[next]
      if (nextKey === undefined) return false
      table.current?.focus({ preventScroll: true })
      setCursor(nextKey)
      reveal(next)
      return true
    }
    if (index < 0 || document.activeElement !== table.current) return false
    if (key === 'Enter') {
      if (open) {
        open(index)
        return true
      }
      const href = hrefOf(index)
      if (href !== null) router.push(href)
      return href !== null
    }
    if (key === '.') {
      const button = table.current?.querySelector<HTMLElement>(`[data-index="${index}"] button.more`)
      button?.click()
      return button !== null
    }
    return false
  })
  return cursor
}
