'use client'

import { useLiveView } from '@/components/live/use-live-view'
import { Button } from '@/components/ui/button'
import { Glyph } from '@/components/ui/glyph'
import { findings } from '@/lib/health/findings'
import type { ClusterModel } from '@/lib/model/cluster'
import { paths } from '@/lib/paths'

/** How many findings there are. */
export function findingCount(model: ClusterModel): number {
  return findings(model).length
}

/** The way to the page of the two views, with the number of findings on it. */
export function TwoViewsLink({ cluster, initial }: { cluster: string; initial: number }) {
  const count = useLiveView(findingCount, initial)
  return (
    <Button href={paths.findings(cluster)}>
      {count === 0 ? null : <Glyph state="urp" size={10} />}
      Two views
      {count === 0 ? null : <b>{count}</b>}
    </Button>
  )
}
