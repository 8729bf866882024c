'use client'

import { useEffect, useRef } from 'react'

const SWITCH = 'vivarium.single-keys'

/** Whether single keys act at all: a person can switch them off in this browser. */
export function singleKeysOn(): boolean {
  return window.localStorage.getItem(SWITCH) !== 'off'
}

/** Switches single keys on or off in this browser. */
export function switchSingleKeys(on: boolean): void {
  if (on) window.localStorage.removeItem(SWITCH)
  else window.localStorage.setItem(SWITCH, 'off')
}

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, dialog, [popover]') !== null)
  )
}

/**
 * Listens to single keys (by `event.key`) anywhere but in fields, dialogs and menus, while single keys are on.
 * The handler returns true when it used the key; the key then does nothing else.
 */
export function useKey(handler: (key: string, event: KeyboardEvent) => boolean): void {
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (typing(event.target) || !singleKeysOn()) return
      if (latest.current(event.key, event)) event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
