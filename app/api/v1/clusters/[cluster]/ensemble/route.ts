import { noQuery } from '@/lib/api/cluster-answer'
import { ensembleBody } from '@/lib/api/ensemble-answer'
import { VivariumError } from '@/lib/errors'
import { clusterRoute } from '@/server/http/handle'
import { modelAnswer } from '@/server/http/json'

export const dynamic = 'force-dynamic'

export const GET = clusterRoute(noQuery, ({ request, cluster }) => {
  if (cluster.znodes === null) {
    throw new VivariumError({
      code: 'unsupported',
      message: 'this cluster runs without ZooKeeper (KRaft): there is no ensemble',
      hint: 'its brokers decide among themselves: see the quorum',
    })
  }
  return modelAnswer(request, cluster, ensembleBody)
})
