'use client'

import { useEffect, useState } from 'react'
import { Visible } from '../data/visible'

const BUILT_IN = ['/controller', '/brokers/ids', '/brokers/topics', '/admin', '/config/topics']
const SHOWN_LENGTH = 40

function storageKey(cluster: string): string {
  return `vivarium.znodes.${cluster}`
}

function stored(cluster: string): string[] {
  return (window.localStorage.getItem(storageKey(cluster)) ?? '').split('\n').filter((path) => path.startsWith('/'))
}

/** A person's own favourite paths in this browser, and how to add or drop one; none until the page is hydrated. */
export function useFavourites(cluster: string): { own: readonly string[]; toggle: (path: string) => void } {
  const [own, setOwn] = useState<readonly string[]>([])
  useEffect(() => setOwn(stored(cluster)), [cluster])
  const toggle = (path: string) => {
    const before = stored(cluster)
    const after = before.includes(path) ? before.filter((one) => one !== path) : [...before, path]
    window.localStorage.setItem(storageKey(cluster), after.join('\n'))
    setOwn(after)
  }
  return { own, toggle }
}

/** Paths people come back to, as chips: Kafka's own, then a person's. */
export function Favourites({
  own,
  current,
  hrefOf,
  go,
}: {
  own: readonly string[]
  current: string
  hrefOf: (path: string) => string
  go: (path: string) => void
}) {
  return (
    <nav className="favourites" aria-label="Favourite paths">
      {[...BUILT_IN, ...own.filter((path) => !BUILT_IN.includes(path))].map((path) => (
        <a
          key={path}
          className="chip mono"
          href={hrefOf(path)}
          aria-current={path === current ? 'true' : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return
            event.preventDefault()
            go(path)
          }}
        >
          <Visible text={path.length > SHOWN_LENGTH ? `…${path.slice(-SHOWN_LENGTH)}` : path} />
        </a>
      ))}
    </nav>
  )
}
