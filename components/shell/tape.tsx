'use client'

import Link from 'next/link'
import { useId, useMemo } from 'react'
import { formatClock, formatExact } from '@/lib/format'
import { paths } from '@/lib/paths'
import { useEvents } from '../live/use-events'
import { useNow } from '../live/use-now'
import { usePulse } from '../live/use-pulse'
import { tapeLayout } from './tape-layout'

/** The tape moves in steps of this; a step is less than half a pixel on most screens. */
const STEP_MS = 2_000

/** The flight recorder's last hour: the cluster's worst state as a ribbon, events as ticks; hatched where nothing was recorded. */
export function Tape({ cluster }: { cluster: string }) {
  const pulse = usePulse()
  const events = useEvents()
  const now = Math.ceil(useNow() / STEP_MS) * STEP_MS
  const hatch = useId()
  const {
    ribbon,
    ticks,
    labels,
    recordedSince,
    events: count,
  } = useMemo(() => tapeLayout(pulse, events, now), [pulse, events, now])
  const recorded = recordedSince === null ? 'last 60 min' : `since ${formatClock(recordedSince, { now })}`
  return (
    <section className="tape" aria-label="Flight recorder">
      <span title={recordedSince === null ? undefined : 'Start of recording'}>{recorded}</span>
      <svg className="plot-h" role="img" aria-label={`State over the last hour, ${recorded}, ${count} events`}>
        <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="1" height="6" className="hatch" />
        </pattern>
        {ribbon.map((span) =>
          span.state === 'unknown' ? (
            <rect key={span.from} x={`${span.from}%`} width={`${span.width}%`} height="100%" fill={`url(#${hatch})`} />
          ) : (
            <rect
              key={span.from}
              x={`${span.from}%`}
              width={`${span.width}%`}
              y="25"
              height="4"
              className={`f-${span.state}`}
            />
          ),
        )}
        {labels.map((label) => (
          <g key={label.text} className={label.odd ? 'odd' : undefined}>
            <line x1={`${label.at}%`} x2={`${label.at}%`} y1="0" y2="100%" className="gr" />
            <text x={`${label.at}%`} dx="4" y="15">
              {label.text}
            </text>
          </g>
        ))}
        {ticks.map((tick) => (
          <rect
            key={tick.at}
            x={`${tick.at}%`}
            width="1"
            y={24 - tick.heightPx}
            height={tick.heightPx}
            className={tick.state === 'ok' ? 'f-calm' : `f-${tick.state}`}
          />
        ))}
        <line x1="100%" x2="100%" y1="0" y2="100%" className="head" />
      </svg>
      <Link href={paths.events(cluster)} prefetch={false}>
        {`${formatExact(count)} ${count === 1 ? 'event' : 'events'}`}
      </Link>
    </section>
  )
}
