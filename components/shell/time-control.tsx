'use client'

import Pause from 'lucide-react/icons/pause'
import Play from 'lucide-react/icons/play'
import { formatClock, formatDuration } from '@/lib/format'
import type { Connection } from '../live/connection'
import { useConnection } from '../live/use-connection'
import { useNow, useWallClock } from '../live/use-now'

// The first picture is the server's own and seconds old: while connecting it counts as live.
const WORD: Record<Connection['status'], string> = { connecting: 'Live', live: 'Live', lost: 'Lost', paused: 'Paused' }

/** The time the page shows: live, or held still and how far behind that is. */
export function TimeControl() {
  const { status, pause, resume } = useConnection()
  const shown = useNow()
  const wall = useWallClock()
  const paused = status === 'paused'
  return (
    <fieldset className={paused ? 'tctl held' : 'tctl'}>
      <legend className="sr">Time control</legend>
      <button
        type="button"
        onClick={paused ? resume : pause}
        aria-label={paused ? 'Continue live' : 'Pause'}
        title={paused ? 'Continue live (l)' : 'Pause (l)'}
      >
        {paused ? <Play className="ic ic-s" /> : <Pause className="ic ic-s" />}
      </button>
      <span className="at">
        <b>{WORD[status]}</b>
        <time dateTime={new Date(shown).toISOString()}>{formatClock(shown, { now: wall })}</time>
        {paused ? <span className="faint cap">{`${formatDuration(wall - shown)} behind`}</span> : null}
        <span className="faint cap utc">UTC</span>
      </span>
    </fieldset>
  )
}
