'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

/** Writes one parameter of the address in place, without asking the server again; an empty value removes it. */
function writeUrlState(param: string, value: string): void {
  const url = new URL(window.location.href)
  if (value === '') url.searchParams.delete(param)
  else url.searchParams.set(param, value)
  if (url.href !== window.location.href) window.history.replaceState(null, '', url)
}

/** One parameter of the address as state: reload and shared links keep it; the default value is not written. */
export function useUrlState(param: string, fallback: string): [string, (value: string) => void] {
  const search = useSearchParams()
  const set = useCallback((value: string) => writeUrlState(param, value === fallback ? '' : value), [param, fallback])
  return [search.get(param) ?? fallback, set]
}
