'use client'

import CircleQuestionMark from 'lucide-react/icons/circle-question-mark'
import Link from 'next/link'
import type { ShellView } from '@/lib/views/shell'
import { Glyph } from '../ui/glyph'
import { Mark } from './mark'
import { PLACES, type Place } from './places'

/** The rail at the left: every page, with the number of problems on it in their worst state. */
export function Rail({
  cluster,
  current,
  badges,
  onHelp,
}: {
  cluster: string
  current: Place | null
  badges: ShellView['badges']
  onHelp: () => void
}) {
  return (
    <nav className="rail" aria-label="Main">
      <Link className="brand" aria-label="Vivarium" href={PLACES[0]?.href(cluster) ?? '/'} prefetch={false}>
        <Mark />
        <span>Vivarium</span>
      </Link>
      <div className="nav">
        {PLACES.map((place) => {
          const badge = place.badge ? badges[place.badge] : null
          // The collapsed rail hides the word, so the name cannot come from it.
          const name = badge ? `${place.label}: ${badge.count} with problems` : place.label
          return (
            <Link
              key={place.key}
              href={place.href(cluster)}
              aria-current={place === current ? 'page' : undefined}
              aria-label={name}
              title={name}
              prefetch={false}
            >
              <place.icon className="ic" />
              <span className="word">{place.label}</span>
              {badge ? (
                <span className={`n t-${badge.state}`}>
                  <Glyph state={badge.state} size={10} />
                  <span className="count">{badge.count}</span>
                </span>
              ) : null}
            </Link>
          )
        })}
      </div>
      <div className="nav foot">
        <button type="button" onClick={onHelp} title="Shortcuts">
          <CircleQuestionMark className="ic" />
          <span className="word">Shortcuts</span>
          <span className="n">
            <kbd className="kbd">?</kbd>
          </span>
        </button>
      </div>
    </nav>
  )
}
