import type { ReactNode } from 'react'

/** One fact; `words`: its value is read, not compared character by character. */
export interface Fact {
  term: string
  value: ReactNode
  words?: boolean
}

/** Facts of one thing, name beside value. */
export function Facts({ items }: { items: readonly Fact[] }) {
  return (
    <dl className="kv pad">
      {items.map(({ term, value, words }) => (
        <div key={term} className="contents">
          <dt>{term}</dt>
          <dd className={words ? 'font-sans' : undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
