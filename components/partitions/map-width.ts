'use client'
import { type RefObject, useEffect, useState } from 'react'

const PHONE = '(max-width: 640px)'
/** Inner width of the map in a 1440 pixel window: what the server draws its places with. */
const USUAL_WIDTH = 1194
/** A tank's padding and hairline. */
const TANK_PADDING = 21
const PHONE_COLUMNS = 3

/** Width of one tank's cells in CSS pixels, measured from the map; before mount the usual one. */
export function useMapWidth(
  container: RefObject<HTMLElement | null>,
  columns: number,
): { width: number; phone: boolean } {
  const [measured, setMeasured] = useState({ width: USUAL_WIDTH, phone: false })
  useEffect(() => {
    const element = container.current
    if (!element) return
    const query = matchMedia(PHONE)
    const observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0)
      if (width > 0) setMeasured({ width, phone: query.matches })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [container])
  const shown = measured.phone ? Math.min(PHONE_COLUMNS, columns) : columns
  return { width: Math.floor(measured.width / shown) - TANK_PADDING, phone: measured.phone }
}
