'use client'

import Search from 'lucide-react/icons/search'
import X from 'lucide-react/icons/x'
import { useEffect, useRef, useState } from 'react'
import { useUrlState } from './url-state'

/** The list follows the first key at once, and those that come quickly after it so often at most. */
const FOLLOW_MS = 100

/** The filter of a list; its text lives in the address, `/` puts the cursor into it, Esc empties it. */
export function FilterInput({ param, placeholder }: { param: string; placeholder: string }) {
  const [stored, store] = useUrlState(param, '')
  const [text, setText] = useState(stored)
  const written = useRef(stored)
  const storedAt = useRef(Number.NEGATIVE_INFINITY)

  // The address may change under us (a "clear filter" button, the back key): then it wins over the box.
  useEffect(() => {
    if (stored === written.current) return
    written.current = stored
    setText(stored)
  }, [stored])

  useEffect(() => {
    if (text === written.current) return
    const waitMs = Math.max(0, storedAt.current + FOLLOW_MS - performance.now())
    const timer = setTimeout(() => {
      storedAt.current = performance.now()
      written.current = text
      store(text)
    }, waitMs)
    return () => clearTimeout(timer)
  }, [text, store])

  return (
    <label className="input">
      <Search className="ic ic-s" />
      <input
        type="text"
        aria-label={placeholder}
        placeholder={placeholder}
        value={text}
        data-filter=""
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          if (text === '') event.currentTarget.blur()
          else setText('')
        }}
      />
      {text === '' ? (
        <kbd className="kbd">/</kbd>
      ) : (
        <button type="button" aria-label="Clear the filter" onClick={() => setText('')}>
          <X className="ic ic-xs" />
        </button>
      )}
    </label>
  )
}
