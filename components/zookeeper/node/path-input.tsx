'use client'

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Visible } from '../data/visible'
import { editablePath, typedPath } from '../data/visible-text'
import type { ZnodeScene } from '../live/znode-scene'
import { tidyPath } from '../tree/znode-ancestry'
import { useCompletions } from './use-completions'

/** The path as a field: children complete it, Tab takes the first, Enter opens, Esc leaves. */
export function PathInput({
  cluster,
  path,
  listings,
  onChoose,
  onClose,
}: {
  cluster: string
  path: string
  listings: ZnodeScene['listings']
  onChoose: (path: string) => void
  onClose: () => void
}) {
  const [text, setText] = useState(() => editablePath(path))
  const [at, setAt] = useState(-1)
  const box = useRef<HTMLInputElement>(null)
  const id = useId()
  const completions = useCompletions(cluster, typedPath(text), listings)
  useEffect(() => {
    box.current?.focus()
    box.current?.select()
  }, [])
  const take = (completion: string) => {
    setText(editablePath(completion))
    setAt(-1)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = completions[at]
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1
      const count = completions.length
      if (count > 0) setAt((before) => (before < 0 && step < 0 ? count - 1 : (before + step + count) % count))
    } else if (event.key === 'Tab' && !event.shiftKey && (chosen ?? completions[0]) !== undefined) {
      take(chosen ?? completions[0] ?? path)
    } else if (event.key === 'Enter') onChoose(chosen ?? tidyPath(typedPath(text)))
    else if (event.key === 'Escape') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="path-field">
      <input
        ref={box}
        type="text"
        className="mono"
        role="combobox"
        aria-label="Path of a znode"
        aria-expanded={completions.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={at >= 0 && at < completions.length ? `${id}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setAt(-1)
        }}
        onKeyDown={onKeyDown}
        onBlur={onClose}
      />
      <div role="listbox" id={`${id}-list`} className="completions" aria-label="Children">
        {completions.map((completion, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field holds the focus and answers Enter
          // biome-ignore lint/a11y/useFocusableInteractive: the field names the row with aria-activedescendant
          <div
            key={completion}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            className="mono trunc"
            // Before the field loses the focus and closes.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(completion)}
          >
            <Visible text={completion} />
          </div>
        ))}
      </div>
    </div>
  )
}
