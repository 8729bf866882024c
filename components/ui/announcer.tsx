'use client'

import { useEffect, useRef, useState } from 'react'

const QUIET_MS = 10_000

/** Reads a changed text out politely: not the first one, and at most one in ten seconds (the newest wins). */
export function Announcer({ text }: { text: string }) {
  const [spoken, setSpoken] = useState('')
  const known = useRef(text)
  const lastAt = useRef(0)
  useEffect(() => {
    if (text === known.current) return
    const wait = Math.max(0, lastAt.current + QUIET_MS - Date.now())
    const timer = setTimeout(() => {
      known.current = text
      lastAt.current = Date.now()
      setSpoken(text)
    }, wait)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <span className="sr" aria-live="polite">
      {spoken}
    </span>
  )
}
