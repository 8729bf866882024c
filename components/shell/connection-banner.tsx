'use client'

import { useConnection } from '../live/use-connection'
import { Glyph } from '../ui/glyph'
import { Since } from '../ui/since'

/** Says that the server is gone and that what stands below is from before; nothing while it is there. */
export function ConnectionBanner() {
  const { status, since, reason } = useConnection()
  if (status !== 'lost') return null
  return (
    <div className="banner" role="status">
      <Glyph state="unknown" />
      <span>
        <b>Vivarium’s server is unreachable</b> since <Since at={since} />: {reason ?? 'the connection broke'}. The
        numbers below are from before; the page asks again by itself.
      </span>
    </div>
  )
}
