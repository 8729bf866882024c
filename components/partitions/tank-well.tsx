'use client'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react'
import { formatCount } from '@/lib/format'
import type { Tank } from '@/lib/views/overview'
import { CELL_MEANING, type CellLetter, letterCounts } from './cell-letter'
import { drawTank, type Palette } from './tank-drawing'
import { cellAt, TANK_MARGIN, type TankGrid } from './tank-grid'

/** A cell someone points at, and with what. */
export interface CellCursor {
  broker: number
  index: number
  by: 'mouse' | 'touch' | 'keyboard'
}

/** What a person does with the cells of one tank; indexes are places in the tank. */
export interface TankActions {
  point: (cursor: CellCursor | null) => void
  open: (broker: number, index: number) => void
  /** From where the drag or the shifted arrows began to where they are; absent where nothing can be selected. */
  select?: (broker: number, anchor: number, index: number) => void
  clear: () => void
}

/** The cells of one broker on a canvas; arrows walk, Enter opens, drag or Shift+arrows select. */
export function TankWell({
  tank,
  grid,
  palette,
  hidden,
  range,
  cursor,
  actions,
}: {
  tank: Tank
  grid: TankGrid
  palette: Palette | null
  hidden: ReadonlySet<CellLetter>
  range: readonly [number, number] | null
  /** Index under the cursor when it is in this tank. */
  cursor: number | null
  actions: TankActions
}) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const anchor = useRef<{ index: number; moved: boolean } | null>(null)
  const { broker, cells } = tank
  const [first, last] = range ?? [null, null]

  useEffect(() => {
    const element = canvas.current
    const context = element?.getContext('2d')
    if (!element || !context || !palette) return
    const scale = Math.max(1, window.devicePixelRatio)
    const width = Math.round((grid.width + 2 * TANK_MARGIN) * scale)
    const height = Math.round((grid.height + 2 * TANK_MARGIN) * scale)
    if (element.width !== width) element.width = width
    if (element.height !== height) element.height = height
    // By CSSOM: the content security policy blocks style attributes.
    element.style.width = `${grid.width + 2 * TANK_MARGIN}px`
    element.style.height = `${grid.height + 2 * TANK_MARGIN}px`
    const selection = first === null || last === null ? null : ([first, last] as const)
    drawTank(context, { grid, cells, palette, hidden, selection }, scale)
  }, [grid, cells, palette, hidden, first, last])

  const under = (event: PointerEvent) =>
    cellAt(grid, cells.length, event.nativeEvent.offsetX - TANK_MARGIN, event.nativeEvent.offsetY - TANK_MARGIN)

  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>) => {
    const index = under(event)
    if (event.button !== 0 || index === null) return
    anchor.current = { index, moved: false }
    if (event.pointerType === 'touch') actions.point({ broker, index, by: 'touch' })
    else if (actions.select) event.currentTarget.setPointerCapture(event.pointerId)
  }
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.pointerType === 'touch') return
    const index = under(event)
    actions.point(index === null ? null : { broker, index, by: 'mouse' })
    const start = anchor.current
    if (!start || index === null || !actions.select || (index === start.index && !start.moved)) return
    start.moved = true
    actions.select(broker, start.index, index)
  }
  const onPointerUp = (event: PointerEvent<HTMLCanvasElement>) => {
    const start = anchor.current
    anchor.current = null
    if (start && !start.moved && event.pointerType !== 'touch') actions.open(broker, start.index)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLCanvasElement>) => {
    const at = cursor ?? 0
    if (event.key === 'Enter') actions.open(broker, at)
    else if (event.key === 'Escape') actions.clear()
    else {
      const target = step(event.key, at, grid.columns, cells.length)
      if (target === null) return
      actions.point({ broker, index: target, by: 'keyboard' })
      if (event.shiftKey && actions.select) {
        anchor.current ??= { index: at, moved: true }
        actions.select(broker, anchor.current.index, target)
      } else anchor.current = null
    }
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <canvas
      ref={canvas}
      width={grid.width + 2 * TANK_MARGIN}
      height={grid.height + 2 * TANK_MARGIN}
      role="img"
      tabIndex={0}
      aria-label={summary(tank)}
      onFocus={() => actions.point({ broker, index: cursor ?? 0, by: 'keyboard' })}
      onBlur={() => actions.point(null)}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerLeave={(event) => event.pointerType !== 'touch' && actions.point(null)}
      onKeyDown={onKeyDown}
    />
  )
}

/** The index a key leads to; null for keys that do not walk. */
function step(key: string, at: number, columns: number, cells: number): number | null {
  const target = new Map([
    ['ArrowLeft', at - 1],
    ['ArrowRight', at + 1],
    ['ArrowUp', at - columns],
    ['ArrowDown', at + columns],
    ['Home', 0],
    ['End', cells - 1],
  ]).get(key)
  if (target === undefined) return null
  return target < 0 || target >= cells ? at : target
}

/** "Broker 2, gone, 34 partitions: 3 offline, 31 lost leader copy". */
function summary({ broker, gone, cells }: Tank): string {
  const classes = [...letterCounts(cells)].map(
    ([letter, count]) => `${formatCount(count)} ${CELL_MEANING[letter].word}`,
  )
  const head = `Broker ${broker}${gone ? ', gone' : ''}, ${formatCount(cells.length)} partitions`
  return classes.length > 0 ? `${head}: ${classes.join(', ')}` : head
}
