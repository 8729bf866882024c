import Link from 'next/link'
import type { ReactNode } from 'react'

/** A button or, with `href`, a link that looks like one; at most one primary a view. Disabled only with its reason. */
export function Button({
  primary = false,
  quiet = false,
  href,
  onClick,
  disabledReason,
  label,
  children,
}: {
  primary?: boolean
  quiet?: boolean
  href?: string
  onClick?: () => void
  disabledReason?: string | null
  /** The accessible name where the content is an icon. */
  label?: string
  children: ReactNode
}) {
  const className = `btn${primary ? ' pri' : ''}${quiet ? ' quiet' : ''}`
  if (disabledReason) {
    return (
      <button type="button" className={className} aria-disabled="true" aria-label={label} title={disabledReason}>
        {children}
        <span className="sr">, {disabledReason}</span>
      </button>
    )
  }
  if (href !== undefined) {
    return (
      <Link className={className} href={href} aria-label={label} title={label} prefetch={false}>
        {children}
      </Link>
    )
  }
  return (
    <button type="button" className={className} onClick={onClick} aria-label={label} title={label}>
      {children}
    </button>
  )
}
