import type { ReactNode } from 'react'
import { Glyph } from './glyph'

/** One part is missing: what, since when the shown value stands, and that the rest is live. */
export function PartialBanner({ children }: { children: ReactNode }) {
  return (
    <div className="banner" role="status">
      <Glyph state="unknown" />
      <span>{children}</span>
    </div>
  )
}
