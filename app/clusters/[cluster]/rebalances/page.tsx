import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RebalancesPage } from '@/components/groups/rebalances/rebalances-page'
import { rebalancesView } from '@/lib/views/rebalances'
import { inspector } from '@/server/index'

export const metadata: Metadata = { title: 'Rebalances' }

/** The rebalances of all groups of a cluster. */
export default async function Rebalances({ params }: { params: Promise<{ cluster: string }> }) {
  const { cluster } = await params
  const live = (await inspector()).cluster(cluster)
  if (!live) notFound()
  return <RebalancesPage cluster={cluster} initial={rebalancesView(live.model())} />
}
