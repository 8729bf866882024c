'use client'

import { useLiveView } from '@/components/live/use-live-view'
import { findings } from '@/lib/health/findings'
import type { ClusterModel } from '@/lib/model/cluster'
import { TwoViewsCount } from './two-views-count'

const countOf = (model: ClusterModel) => findings(model).length

/** The same, live: with all that finds them. */
export function LiveTwoViewsCount({ initial }: { initial: number }) {
  return <TwoViewsCount count={useLiveView(countOf, initial)} />
}
