'use client'

import type { ReactNode, RefObject } from 'react'
import { useHeight, useWindow } from './use-window'

/** The rows in sight between two empty heights; `scroller` is the element that scrolls and holds them. */
export function VirtualRows({
  scroller,
  count,
  rowPx,
  row,
}: {
  scroller: RefObject<HTMLElement | null>
  count: number
  rowPx: number
  row: (index: number) => ReactNode
}) {
  const { first, end } = useWindow(scroller, count, rowPx)
  const above = useHeight(first * rowPx)
  const below = useHeight((count - end) * rowPx)
  return (
    <>
      <div ref={above} />
      {Array.from({ length: end - first }, (_, index) => row(first + index))}
      <div ref={below} />
    </>
  )
}
