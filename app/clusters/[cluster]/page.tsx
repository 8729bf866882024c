import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { firstOverview } from '@/components/overview/first-overview'
import { OverviewPage } from '@/components/overview/overview-page'
import { overviewScene } from '@/components/overview/overview-scene'
import { inspector } from '@/server/index'

export const metadata: Metadata = { title: 'Overview' }

/** Is this cluster healthy, and if not, since when and what to open first. */
export default async function ClusterOverviewPage({ params }: { params: Promise<{ cluster: string }> }) {
  const { cluster } = await params
  const live = (await inspector()).cluster(cluster)
  if (!live) notFound()
  return <OverviewPage cluster={cluster} initial={firstOverview(overviewScene(live.model()))} />
}
