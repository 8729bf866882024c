'use client'

import Link from 'next/link'
import type { ShellView } from '@/lib/views/shell'
import { PLACES, type Place } from './places'

/** The same pages at the foot of small screens. */
export function TabBar({
  cluster,
  current,
  badges,
}: {
  cluster: string
  current: Place | null
  badges: ShellView['badges']
}) {
  return (
    <nav className="tabbar" aria-label="Pages">
      {PLACES.map((place) => {
        const badge = place.badge ? badges[place.badge] : null
        return (
          <Link
            key={place.key}
            href={place.href(cluster)}
            aria-current={place === current ? 'page' : undefined}
            prefetch={false}
          >
            <place.icon className="ic" />
            <span className="word">{place.label}</span>
            {badge ? (
              <span className={`n t-${badge.state}`}>
                {badge.count}
                <span className="sr"> with problems</span>
              </span>
            ) : null}
          </Link>
        )
      })}
    </nav>
  )
}
