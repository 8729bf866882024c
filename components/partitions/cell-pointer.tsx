'use client'
import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react'
import { cellCorner, TANK_MARGIN, type TankGrid } from './tank-grid'
import type { CellCursor } from './tank-well'

const RING = 15
const CARD_WIDTH = 226
const DISTANCE = 10

/** The ring around a cell and, beside it, its card; both are placed by CSSOM, since they follow the pointer. */
export function CellPointer({
  cursor,
  grid,
  container,
  children,
}: {
  cursor: CellCursor
  grid: TankGrid
  container: RefObject<HTMLElement | null>
  /** The card's content; null shows the ring alone. */
  children: ReactNode
}) {
  const ring = useRef<HTMLDivElement>(null)
  const card = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const canvas = container.current?.querySelector<HTMLElement>(`[data-broker="${cursor.broker}"] canvas`)
    if (!canvas || !container.current || !ring.current) return
    const corner = cellCorner(grid, cursor.index)
    const size = Math.max(RING, grid.cell + 6)
    const middle = {
      x: canvas.offsetLeft + TANK_MARGIN + corner.x + grid.cell / 2,
      y: canvas.offsetTop + TANK_MARGIN + corner.y + grid.cell / 2,
    }
    place(ring.current, middle.x - size / 2, middle.y - size / 2)
    ring.current.style.width = `${size}px`
    ring.current.style.height = `${size}px`
    if (!card.current) return
    const right = middle.x + size / 2 + DISTANCE
    const fits = right + CARD_WIDTH <= container.current.clientWidth
    const left = fits ? right : Math.max(0, middle.x - size / 2 - DISTANCE - CARD_WIDTH)
    place(card.current, left, Math.max(0, middle.y - card.current.offsetHeight * 0.55))
  }, [cursor, grid, container])
  return (
    <>
      <div className="cell-ring" ref={ring} />
      {children && (
        <div className="cell-card" ref={card} role="status" data-by={cursor.by}>
          {children}
        </div>
      )}
    </>
  )
}

function place(element: HTMLElement, left: number, top: number): void {
  element.style.left = `${Math.round(left)}px`
  element.style.top = `${Math.round(top)}px`
}
