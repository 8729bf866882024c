'use client'
import { lazy, Suspense } from 'react'
import { useLiveView } from '@/components/live/use-live-view'
import { useNumbers } from '@/components/live/use-numbers'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { VerdictHeader } from '@/components/ui/verdict-header'
import { paths } from '@/lib/paths'
import { type RebalancesView, rebalancesView } from '@/lib/views/rebalances'
import '../groups.css'
import './rebalances.css'

/** Fetched behind the verdict, which the server draws. */
const RebalanceTimeline = lazy(() =>
  import('./rebalance-timeline').then((module) => ({ default: module.RebalanceTimeline })),
)

/** The last hour of all groups' rebalances: who rebalances again and again, when, and why. */
export function RebalancesPage({ cluster, initial }: { cluster: string; initial: RebalancesView }) {
  useNumbers()
  const view = useLiveView(rebalancesView, initial)
  return (
    <>
      <VerdictHeader verdict={view.verdict} actions={<Button href={paths.groups(cluster)}>All groups</Button>} />
      <Suspense fallback={<Skeleton rows={12} />}>
        <RebalanceTimeline cluster={cluster} view={view} />
      </Suspense>
    </>
  )
}
