'use client'

import { type ReactNode, useId, useRef, useState } from 'react'

const GAP = 6
const EDGE = 8

/** Puts the panel under its button (above where there is no room), inside the window; by CSSOM, which the CSP allows. */
function place(panel: HTMLElement, button: HTMLElement, align: 'start' | 'end'): void {
  const at = button.getBoundingClientRect()
  const { width, height } = panel.getBoundingClientRect()
  const left = align === 'start' ? at.left : at.right - width
  const below = at.bottom + GAP
  const top = below + height > window.innerHeight - EDGE && at.top - GAP - height > EDGE ? at.top - GAP - height : below
  panel.style.left = `${Math.max(EDGE, Math.min(left, window.innerWidth - width - EDGE))}px`
  panel.style.top = `${top}px`
}

/** A button with a small panel in the top layer; Esc or a click beside it closes, the browser gives the focus back. */
export function Popover({
  trigger,
  triggerClass,
  label,
  title,
  align = 'start',
  onOpen,
  children,
}: {
  trigger: ReactNode
  triggerClass: string
  label: string
  title?: string
  align?: 'start' | 'end'
  onOpen?: () => void
  /** Drawn only while open; call `close` after a choice. */
  children: (close: () => void) => ReactNode
}) {
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        ref={button}
        type="button"
        className={triggerClass}
        popoverTarget={id}
        aria-expanded={open}
        aria-label={label}
        title={title}
      >
        {trigger}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        className="pop"
        onBeforeToggle={(event) => {
          const opening = event.newState === 'open'
          // Unseen until it has its size and can be placed.
          event.currentTarget.style.visibility = 'hidden'
          if (opening) onOpen?.()
          setOpen(opening)
        }}
        onToggle={(event) => {
          if (event.newState !== 'open' || !button.current) return
          place(event.currentTarget, button.current, align)
          event.currentTarget.style.visibility = ''
        }}
      >
        {open ? children(() => panel.current?.hidePopover()) : null}
      </div>
    </>
  )
}
