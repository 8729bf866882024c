import type { Metadata } from 'next'
import { ClustersPage } from '@/components/clusters/clusters-page'
import { clustersBody } from '@/lib/api/cluster-answer'
import { inspector } from '@/server/index'

export const metadata: Metadata = { title: 'Clusters' }

const ALL = 1_000

/** Every configured cluster, and which of them needs somebody. */
export default async function Page() {
  const now = Date.now()
  const standings = (await inspector()).clusters().map((one) => ({ ...one.position(), ...one.standing() }))
  const { items } = clustersBody(standings, { limit: ALL }, now)
  return <ClustersPage initial={{ items, asOf: now }} />
}
