'use client'

import { lazy, Suspense } from 'react'
import { useIdle } from '@/components/charts/use-idle'
import { Button } from '@/components/ui/button'
import { paths } from '@/lib/paths'
import { TwoViewsCount } from './two-views-count'

/** What finds them is fetched when the page stands. */
const LiveTwoViewsCount = lazy(() =>
  import('./live-two-views-count').then((module) => ({ default: module.LiveTwoViewsCount })),
)

/** The way to the page of the two views, with the number of findings on it; `initial` is what the server counted. */
export function TwoViewsLink({ cluster, initial }: { cluster: string; initial: number }) {
  const idle = useIdle()
  const counted = <TwoViewsCount count={initial} />
  return (
    <Button href={paths.findings(cluster)}>
      {idle ? (
        <Suspense fallback={counted}>
          <LiveTwoViewsCount initial={initial} />
        </Suspense>
      ) : (
        counted
      )}
    </Button>
  )
}
