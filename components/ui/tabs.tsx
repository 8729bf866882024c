import Link from 'next/link'

/** One tab: a page of its own; `count` is text such as "12". */
export interface TabItem {
  href: string
  label: string
  count?: string | number
  current: boolean
}

/** Tabs are links, since each is a path of its own; `[` and `]` walk them. */
export function Tabs({ items, label = 'Sections' }: { items: readonly TabItem[]; label?: string }) {
  return (
    <nav className="tabs" aria-label={label} data-tabs="">
      {items.map((item) => (
        <Link key={item.href} href={item.href} aria-current={item.current ? 'page' : undefined} prefetch={false}>
          {item.label}
          {item.count === undefined ? null : <sup>{item.count}</sup>}
        </Link>
      ))}
    </nav>
  )
}
