import type { ClusterModel } from '@/lib/model/cluster'
import { coordinatorPartition, OFFSETS_TOPIC } from '@/lib/records/coordinator-partition'

/** Which broker answers for a group: computed, for asking where it is would create `__consumer_offsets`. */
export interface GroupCoordinators {
  /** Leader of each partition of `__consumer_offsets`, by number; null while the topic does not exist or is hidden from us. */
  leaders: readonly (number | null)[] | null
  /** Null when its partition has no leader. Where the topic is not known, who listed it last answers for it. */
  of(group: { id: string; coordinator: number }): number | null
}

/** By the brokers' metadata as it was last read. */
export function groupCoordinators(model: ClusterModel): GroupCoordinators {
  const partitions = model.topicMetadata.get(OFFSETS_TOPIC)?.partitions ?? []
  if (partitions.length === 0) return { leaders: null, of: ({ coordinator }) => coordinator }
  const leaders = partitions.map(({ leader }) => leader)
  return { leaders, of: ({ id }) => leaders[coordinatorPartition(id, leaders.length)] ?? null }
}

/** Why a group has no coordinator. */
export function noCoordinator(id: string, partitions: number): string {
  return `no coordinator: partition ${coordinatorPartition(id, partitions)} of ${OFFSETS_TOPIC} has no leader`
}
