'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ClusterEvent } from '@/lib/events/event'
import { formatExact } from '@/lib/format'
import { epochOf, numberOf } from './event-log'

const ROW_PX = 30
const OVERSCAN = 12
/** What the server draws, before anyone could measure a window. */
const FIRST_RECT = { width: 0, height: 720 }
/** Scrolled further down than this, somebody reads: nothing moves under the eyes. */
const AT_TOP_PX = 8

/**
 * The log, only what is in sight drawn. New events come in at the top; while somebody reads further down they wait
 * behind a button. `reveal`: the id of an event to bring into sight, once for each id.
 */
export function EventRows({
  events,
  reveal,
  label,
  row,
}: {
  events: readonly ClusterEvent[]
  reveal: string
  label: string
  row: (event: ClusterEvent) => ReactNode
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const [held, setHeld] = useState<Pick<ClusterEvent, 'id'> | null>(null)
  const revealed = useRef('')
  const shown = held === null ? events : events.filter((event) => !isNewer(event, held))
  const waiting = events.length - shown.length
  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    initialRect: FIRST_RECT,
    overscan: OVERSCAN,
    getItemKey: (index) => shown[index]?.id ?? index,
  })
  const items = virtualizer.getVirtualItems()
  const place = reveal === '' ? -1 : shown.findIndex(({ id }) => id === reveal)
  useEffect(() => {
    if (place < 0 || revealed.current === reveal) return
    revealed.current = reveal
    if (inSight(rowAt(scroller.current, place), scroller.current)) return
    virtualizer.scrollToIndex(place, { align: 'center' })
    // The list may itself lie below the window's edge; its row is drawn with the next frame.
    requestAnimationFrame(() => rowAt(scroller.current, place)?.scrollIntoView({ block: 'center' }))
  }, [place, reveal, virtualizer])

  return (
    <div className="ev-frame">
      {waiting > 0 ? (
        <button
          type="button"
          className="chip ev-new"
          aria-pressed="true"
          onClick={() => {
            setHeld(null)
            scroller.current?.scrollTo({ top: 0 })
          }}
        >
          {`${formatExact(waiting)} new ${waiting === 1 ? 'event' : 'events'}`}
        </button>
      ) : null}
      <section
        className="ev-scroll"
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={label}
        onScroll={(event) => {
          const down = event.currentTarget.scrollTop > AT_TOP_PX
          if (!down && held !== null) setHeld(null)
          else if (down && held === null) setHeld(newestOf(events))
        }}
      >
        <Spacer height={items[0]?.start ?? 0} />
        <ol className="ev-list">
          {items.map((item) => {
            const event = shown[item.index]
            if (!event) return null
            return (
              <li
                key={item.key}
                data-index={item.index}
                ref={virtualizer.measureElement}
                aria-setsize={shown.length}
                aria-posinset={item.index + 1}
              >
                {row(event)}
              </li>
            )
          })}
        </ol>
        <Spacer height={virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0)} />
      </section>
    </div>
  )
}

function rowAt(scroller: HTMLElement | null, index: number): Element | null {
  return scroller?.querySelector(`[data-index="${index}"]`) ?? null
}

/** Whether an element lies wholly inside the window and what scrolls it. */
function inSight(element: Element | null, scroller: Element | null): boolean {
  if (!element || !scroller) return false
  const { top, bottom } = element.getBoundingClientRect()
  const frame = scroller.getBoundingClientRect()
  return top >= Math.max(0, frame.top) && bottom <= Math.min(window.innerHeight, frame.bottom)
}

/** The event derived last, wherever it stands: one seen late stands further down. */
function newestOf(events: readonly ClusterEvent[]): ClusterEvent | null {
  return events.reduce<ClusterEvent | null>(
    (last, event) => (last === null || isNewer(event, last) ? event : last),
    null,
  )
}

/** Of another start of the server: whatever comes then is newer. */
function isNewer(event: Pick<ClusterEvent, 'id'>, than: Pick<ClusterEvent, 'id'>): boolean {
  const [a, b] = [epochOf(event), epochOf(than)]
  return a === b ? numberOf(event) > numberOf(than) : a > b
}

function Spacer({ height }: { height: number }) {
  const space = useRef<HTMLDivElement>(null)
  // Set by CSSOM: a style attribute in the server's HTML would be blocked by the CSP.
  useLayoutEffect(() => {
    if (space.current) space.current.style.height = `${height}px`
  }, [height])
  return <div ref={space} />
}
