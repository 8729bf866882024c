import { type ClusterModel, SINGLE } from '../model/cluster'
import { sourceReason } from '../rows/partition-numbers'

/** Why nothing is known of the cluster's brokers, topics and partitions; null once they were read. Until then a count of 0 would be a lie. */
export function unreadReason(model: ClusterModel): string | null {
  const read = ['zookeeper', 'metadata'].some((name) => model.source.get(name)?.lastOkAt != null)
  if (read || model.assignment.size > 0 || model.topicMetadata.size > 0) return null
  const first = model.identity.get(SINGLE)?.mode === 'kraft' ? 'metadata' : 'zookeeper'
  return sourceReason(model, first) ?? 'the cluster has not answered yet'
}
