'use client'

import { useEffect, useState } from 'react'

const EVENT = 'vivarium-notice'
const SHOWN_MS = 2_400

/** Says one short sentence at the foot of the window, politely. */
export function notify(text: string): void {
  window.dispatchEvent(new CustomEvent<string>(EVENT, { detail: text }))
}

/** Where notices appear; once per page. */
export function Notice() {
  const [text, setText] = useState('')
  useEffect(() => {
    // Only `notify` sends this event, always with a string.
    const onNotice = (event: Event) => setText((event as CustomEvent<string>).detail)
    window.addEventListener(EVENT, onNotice)
    return () => window.removeEventListener(EVENT, onNotice)
  }, [])
  useEffect(() => {
    if (text === '') return
    const timer = setTimeout(() => setText(''), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [text])
  return (
    <div className="notice" role="status">
      {text === '' ? null : <span>{text}</span>}
    </div>
  )
}
