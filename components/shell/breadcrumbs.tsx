import ChevronRight from 'lucide-react/icons/chevron-right'
import Link from 'next/link'
import type { Crumb } from './crumb-trail'

/** The way from the cluster to this page. */
export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav className="trail" aria-label="Breadcrumbs">
      <ol>
        {crumbs.map((crumb) => {
          const face = crumb.mono ? 'trunc mono' : 'trunc'
          return (
            <li key={crumb.href ?? crumb.label}>
              <ChevronRight className="ic ic-xs" />
              {crumb.href === null ? (
                <span className={face} aria-current="page" title={crumb.label}>
                  {crumb.label}
                </span>
              ) : (
                <Link className={face} href={crumb.href} title={crumb.label} prefetch={false}>
                  {crumb.label}
                </Link>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
