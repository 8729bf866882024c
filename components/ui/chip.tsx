import Link from 'next/link'
import type { ReactNode } from 'react'
import { formatCount } from '@/lib/format'

/** A filter that is on or off, with the number of things it would show. */
export function Chip({
  pressed = false,
  count,
  href,
  onClick,
  children,
}: {
  pressed?: boolean
  count?: number
  href?: string
  onClick?: () => void
  children: ReactNode
}) {
  const inside = (
    <>
      {children}
      {count === undefined ? null : <b>{formatCount(count)}</b>}
    </>
  )
  if (href !== undefined) {
    return (
      <Link className="chip" href={href} aria-current={pressed ? 'true' : undefined} prefetch={false} scroll={false}>
        {inside}
      </Link>
    )
  }
  return (
    <button type="button" className="chip" aria-pressed={pressed} onClick={onClick}>
      {inside}
    </button>
  )
}
