import type { ReactNode } from 'react'

/** One number of a page: its name, the value, what qualifies it. */
export interface Tile {
  label: string
  value: ReactNode
  unit?: ReactNode
  note: ReactNode
}

/** The strip of numbers under a page's verdict. */
export function Tiles({ items }: { items: readonly Tile[] }) {
  return (
    <dl className="tiles">
      {items.map((item) => (
        <div key={item.label}>
          <dt>{item.label}</dt>
          <dd>
            {item.value}
            {/* Also when empty: it gives every value the same line. */}
            <small>{item.unit === undefined ? null : <> {item.unit}</>}</small>
          </dd>
          <dd className="s" title={typeof item.note === 'string' ? item.note : undefined}>
            {item.note}
          </dd>
        </div>
      ))}
    </dl>
  )
}
