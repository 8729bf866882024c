'use client'

import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { useKey } from '@/components/ui/use-key'
import { tidyPath } from '../tree/znode-ancestry'
import type { SearchQuery } from './search-run'

/**
 * The search as the address has it: `find` is its text, `in` the node to search below (the root without), `by=content`
 * asks for data. Without `find` there is no search; `s` opens and closes it.
 */
export function useSearchAddress(selected: string): {
  query: SearchQuery | null
  ask: (query: SearchQuery) => void
  toggle: () => void
} {
  const search = useSearchParams()
  const text = search.get('find')
  const by = search.get('by') === 'content' ? 'content' : 'name'
  const below = tidyPath(search.get('in') ?? '/')
  const query = useMemo(() => (text === null ? null : ({ text, by, below } as const)), [text, by, below])
  const toggle = () => write(query === null ? { text: '', by: 'name', below: selected } : null)
  useKey((key) => {
    if (key === 's') toggle()
    return key === 's'
  })
  return { query, ask: write, toggle }
}

/** In place: the history of the page is that of the selected nodes. */
function write(query: SearchQuery | null): void {
  const url = new URL(window.location.href)
  const set = (name: string, value: string | null) => {
    if (value === null) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  }
  set('find', query?.text ?? null)
  set('in', query === null || query.below === '/' ? null : query.below)
  set('by', query?.by === 'content' ? 'content' : null)
  window.history.replaceState(null, '', url)
}
