'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type RefObject, useEffect } from 'react'
import { Spacer } from './spacer'

/** Height of a row before it is measured. */
const ROW_PX = 28
/** What the server draws of a virtual table, before anyone could measure a window. */
const FIRST_RECT = { width: 0, height: 840 }
const OVERSCAN = 12

interface VirtualRowsProps {
  scroller: RefObject<HTMLElement | null>
  /** One for each row, in order. */
  keys: readonly string[]
  /** Columns a spacer spans. */
  span: number
  row: (index: number, measure: (element: HTMLElement | null) => void) => ReactNode
  /** Told whenever other rows come into sight. */
  onWindow: () => void
  /** Receives what brings a row into sight. */
  reveal: RefObject<((index: number) => void) | null>
}

/** The rows in sight of a table too long to be drawn whole. */
export function VirtualRows({ scroller, keys, span, row, onWindow, reveal }: VirtualRowsProps) {
  const virtualizer = useVirtualizer({
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    initialRect: FIRST_RECT,
    overscan: OVERSCAN,
    getItemKey: (index) => keys[index] ?? index,
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index
  // Once for each window of rows: `first` stands for it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(onWindow, [first])
  useEffect(() => {
    reveal.current = (index) => virtualizer.scrollToIndex(index)
    return () => {
      reveal.current = null
    }
  }, [reveal, virtualizer])
  const above = items[0]?.start ?? 0
  const below = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <>
      {above > 0 ? <Spacer height={above} span={span} /> : null}
      {items.map((item) => row(item.index, virtualizer.measureElement))}
      {below > 0 ? <Spacer height={below} span={span} /> : null}
    </>
  )
}
