import { VivariumError } from '@/lib/errors'
import type { ClusterRouteInput } from '@/server/http/handle'

/** The reader of a cluster's znodes; `unsupported` where the cluster keeps none. */
export function znodesOf(cluster: ClusterRouteInput<unknown>['cluster']) {
  if (cluster.znodes) return cluster.znodes
  throw new VivariumError({
    code: 'unsupported',
    message:
      'this cluster runs without ZooKeeper (KRaft): there are no znodes, which would show registrations, leaders, ISR and settings as Kafka wrote them, with the time and version of each',
    hint: 'the same facts come from the brokers here: see brokers, topics, partitions and the quorum',
  })
}
