'use client'
import Link from 'next/link'
import { useNow } from '@/components/live/use-now'
import { Glyph } from '@/components/ui/glyph'
import { Star } from '@/components/ui/star'
import { formatCount, formatDuration } from '@/lib/format'
import { paths } from '@/lib/paths'
import type { Tank } from '@/lib/views/overview'

/** The broker above its tank: id, controller star, leaders and rack, or that it is gone and for how long. */
export function TankHead({ tank, cluster }: { tank: Tank; cluster: string }) {
  const now = useNow()
  return (
    <header>
      <Link className="tank-id" href={paths.broker(cluster, tank.broker)} prefetch={false}>
        <span className="sr">Broker </span>
        {tank.broker}
      </Link>
      {tank.isController && <Star />}
      {tank.gone ? (
        <span className="st t-offline">
          <Glyph state="offline" />
          gone
        </span>
      ) : (
        <span>
          {formatCount(tank.leaders)} {tank.leaders === 1 ? 'leader' : 'leaders'}
        </span>
      )}
      <span className="tank-end">
        {tank.gone ? tank.goneSince !== null && formatDuration(now - tank.goneSince) : tank.rack}
      </span>
    </header>
  )
}
