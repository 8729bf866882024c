import { redirect } from 'next/navigation'
import { ClusterList } from '@/components/shell/cluster-list'
import { clusterVerdict } from '@/lib/health/verdict'
import { SINGLE } from '@/lib/model/cluster'
import { paths } from '@/lib/paths'
import { inspector } from '@/server/index'

/** One cluster: straight to it. Several: which of them needs somebody. */
export default async function Home() {
  const clusters = (await inspector()).clusters().flatMap((cluster) => {
    const model = cluster.model()
    const identity = model.identity.get(SINGLE)
    return identity ? [{ identity, verdict: clusterVerdict(model) }] : []
  })
  const [only, ...others] = clusters
  if (only && others.length === 0) redirect(paths.overview(only.identity.id))
  return <ClusterList clusters={clusters} now={Date.now()} />
}
