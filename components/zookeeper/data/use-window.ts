'use client'

import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

const OVERSCAN = 12
/** What the server draws, before anyone could measure. */
const FIRST_ROWS = 48

/** Which of many rows of equal height are in sight, as [first, end). `scrollTo` brings one into sight. */
export function useWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowPx: number,
): { first: number; end: number; scrollTo: (index: number) => void } {
  const [sight, setSight] = useState({ first: 0, end: FIRST_ROWS })
  // Not a layout effect: the scroller may be the parent's element, whose ref is set after its children's.
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const look = () => {
      const first = Math.max(0, Math.floor(element.scrollTop / rowPx) - OVERSCAN)
      const end = Math.ceil((element.scrollTop + element.clientHeight) / rowPx) + OVERSCAN
      setSight((before) => (before.first === first && before.end === end ? before : { first, end }))
    }
    look()
    const resized = new ResizeObserver(look)
    resized.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      resized.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [scroller, rowPx])
  const scrollTo = useCallback(
    (index: number) => {
      const element = scroller.current
      if (!element) return
      const top = index * rowPx
      if (top < element.scrollTop) element.scrollTop = top
      else if (top + rowPx > element.scrollTop + element.clientHeight)
        element.scrollTop = top + rowPx - element.clientHeight
    },
    [scroller, rowPx],
  )
  const first = Math.min(sight.first, Math.max(0, count - 1))
  return { first, end: Math.min(count, Math.max(sight.end, first)), scrollTo }
}

/** The rows above or below those in sight, as empty height; set by CSSOM, since the CSP blocks style attributes. */
export function useHeight(px: number): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (element.current) element.current.style.height = `${px}px`
  }, [px])
  return element
}
