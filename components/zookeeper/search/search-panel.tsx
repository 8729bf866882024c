'use client'

import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useNow } from '@/components/live/use-now'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import { Segmented } from '@/components/ui/segmented'
import { Visible } from '../data/visible'
import { editablePath, typedPath } from '../data/visible-text'
import { tidyPath } from '../tree/znode-ancestry'
import { SearchHit } from './search-hit'
import './search.css'
import type { SearchQuery } from './search-run'
import { searchWords } from './search-words'
import { useSearch } from './use-search'

const BY: readonly { value: SearchQuery['by']; label: string }[] = [
  { value: 'name', label: 'Names' },
  { value: 'content', label: 'Data' },
]
const PLACEHOLDER: Record<SearchQuery['by'], string> = {
  name: 'order, order-* or /^order-\\d+$/',
  content: 'a part of the data; secrets are masked before they are searched',
}

/** The search below a node: hits come in while the tree is walked, each opens its node. */
export function SearchPanel({
  cluster,
  path,
  query,
  onQuery,
  hrefOf,
  go,
  onClose,
}: {
  cluster: string
  /** The selected node. */
  path: string
  /** What the address asks for; its text may be empty. */
  query: SearchQuery
  onQuery: (query: SearchQuery) => void
  hrefOf: (path: string) => string
  go: (path: string) => void
  onClose: () => void
}) {
  const [text, setText] = useState(query.text)
  const [below, setBelow] = useState(() => editablePath(query.below))
  const { scene, start, stop } = useSearch(cluster)
  const now = useNow()
  const panel = useRef<HTMLElement>(null)
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => box.current?.focus(), [])
  // A link to a search runs it, as submitting does: both end up in the address.
  useEffect(() => {
    if (query.text === '') return
    start(query)
    return stop
  }, [query, start, stop])

  const submit = (by: SearchQuery['by']) => {
    const next = { text: text.trim(), by, below: tidyPath(typedPath(below)) }
    if (next.text === '') return
    if (next.text === query.text && by === query.by && next.below === query.below) start(query)
    else onQuery(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      if (running) stop()
      else onClose()
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const stops = [box.current, ...(panel.current?.querySelectorAll<HTMLElement>('.hits a') ?? [])]
      const at = stops.findIndex((element) => element?.matches(':focus') === true)
      const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)]
      if (at < 0 || next == null) return
      event.preventDefault()
      next.focus()
    }
  }
  const running = scene !== null && scene.ended === null && scene.refused === null
  return (
    <section ref={panel} className="panel znode-search" aria-label="Search znodes" onKeyDown={onKeyDown}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit(query.by)
        }}
      >
        <label className="input">
          <span className="sr">Search for</span>
          <input
            ref={box}
            type="text"
            className="mono"
            maxLength={200}
            placeholder={PLACEHOLDER[query.by]}
            value={text}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <Segmented
          label="Search in"
          value={query.by}
          items={BY}
          onChange={(by) => (text.trim() === '' ? onQuery({ ...query, by }) : submit(by))}
        />
        <label className="input below">
          <span className="mut">below</span>
          <input
            type="text"
            className="mono"
            value={below}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setBelow(event.target.value)}
          />
        </label>
        {below === editablePath(path) ? null : (
          <Button quiet onClick={() => setBelow(editablePath(path))}>
            the selected node
          </Button>
        )}
        <div className="end">
          {running ? (
            <Button onClick={stop}>Stop</Button>
          ) : (
            <button type="submit" className="btn pri">
              Search
            </button>
          )}
          <Button quiet onClick={onClose}>
            Close
          </Button>
        </div>
      </form>
      {scene === null ? null : scene.refused !== null ? (
        <ErrorState error={scene.refused} retry={() => start(query)} />
      ) : (
        <>
          <p className="found small" role="status" data-running={running}>
            {searchWords(scene)}
          </p>
          {scene.hits.length === 0 ? null : (
            <ul className="hits" aria-label="Found znodes">
              {scene.hits.map((hit) => (
                <SearchHit
                  key={hit.path}
                  hit={hit}
                  href={hrefOf(hit.path)}
                  current={hit.path === path}
                  now={now}
                  onOpen={() => go(hit.path)}
                />
              ))}
            </ul>
          )}
          {scene.ended?.reason === 'done' && scene.hits.length === 0 ? (
            <p className="pad small mut">
              Nothing below{' '}
              <span className="mono">
                <Visible text={query.below.slice(0, 200)} />
              </span>{' '}
              {query.by === 'name' ? 'has such a name' : 'holds that'}.
            </p>
          ) : null}
        </>
      )}
    </section>
  )
}
