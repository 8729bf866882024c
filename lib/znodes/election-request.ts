import type { ElectionRequest } from '../model/controller'
import { partitionKey } from '../model/partition'
import { type Znode, znodeJson } from './znode'

/**
 * `/admin/preferred_replica_election` (Kafka's ZkData `PreferredReplicaElectionZNode`):
 * `{"version":1,"partitions":[{"topic":"orders","partition":0}]}`.
 */
export function parseElectionRequest(znode: Znode): ElectionRequest {
  const partitions = znodeJson(znode)
    .objects('partitions')
    .map((one) => partitionKey(one.text('topic'), one.integer('partition')))
  return { partitions, requestedAt: znode.stat.ctime, endedAt: null }
}
