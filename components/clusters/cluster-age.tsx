'use client'
import { createContext, useContext } from 'react'
import { useNow } from '@/components/live/use-now'
import { Unknown } from '@/components/ui/unknown'
import type { ClusterItem } from '@/lib/api/cluster-answer'
import { formatAge } from '@/lib/format'

/** When the server told of the clusters, epoch ms by its clock. */
export const AsOf = createContext(0)

/** How old the picture of a cluster is; ages counted by the server grow here until it tells anew. */
export function ClusterAge({ freshness }: { freshness: ClusterItem['freshness'] }) {
  const now = useNow()
  const asOf = useContext(AsOf)
  const { state, ageMs, ageReason, tardy } = freshness
  if (ageMs === null) return <Unknown reason={ageReason} />
  const words = formatAge(ageMs + Math.max(0, now - asOf))
  return (
    <span className="cl-age" title={tardy.length > 0 ? `late or down: ${tardy.join(', ')}` : 'every source is in time'}>
      <i className={state === 'live' ? 'dot' : `dot ${state}`} />
      {state === 'live' ? words : `stale ${words}`}
    </span>
  )
}
