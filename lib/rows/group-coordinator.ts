import { type ClusterModel, SINGLE } from '../model/cluster'
import type { GroupListing } from '../model/consumer-group'
import { liveBrokers } from '../model/liveness'
import { coordinatorPartition, OFFSETS_TOPIC } from '../records/coordinator-partition'
import { partitionRow } from './partition-row'

/** The broker that keeps a group, and whether it can be asked. */
export interface GroupCoordinator {
  /** Leader of the group's partition of `__consumer_offsets`; where that is not known, the broker that listed the group. null = none. */
  broker: number | null
  /** The partition of `__consumer_offsets` that holds the group; null while it is not known how many there are. */
  partition: number | null
  /** Why nobody can be asked about the group now; null when somebody can. */
  unavailable: string | null
  /** Since when, epoch ms; null when that is not known or the coordinator is available. */
  unavailableSince: number | null
}

/** Where the group is kept by Kafka's own rule. */
export function groupCoordinator(model: ClusterModel, listing: GroupListing): GroupCoordinator {
  const coverage = model.groupCoverage.get(SINGLE)
  const partitions =
    coverage?.partitions ??
    model.assignment.get(OFFSETS_TOPIC)?.partitions.length ??
    model.topicMetadata.get(OFFSETS_TOPIC)?.partitions.length ??
    null
  const partition = partitions === null || partitions === 0 ? null : coordinatorPartition(listing.id, partitions)
  const row = partition === null ? null : partitionRow(model, OFFSETS_TOPIC, partition)
  if (partition === null || row === null || row.status === 'unknown') {
    return { broker: listing.coordinator, partition, ...silence(model, listing.coordinator, null) }
  }
  if (row.leader === null) {
    const unavailable = `${OFFSETS_TOPIC}-${partition}, which keeps this group, has no leader`
    return { broker: null, partition, unavailable, unavailableSince: row.since }
  }
  const gap = coverage?.gaps.find((one) => one.partitions.includes(partition))?.reason ?? null
  return { broker: row.leader, partition, ...silence(model, row.leader, gap) }
}

/** Why this broker cannot be asked: it is gone, it is silent, or for the reason it gave itself. */
function silence(
  model: ClusterModel,
  broker: number,
  gap: string | null,
): Pick<GroupCoordinator, 'unavailable' | 'unavailableSince'> {
  const live = liveBrokers(model)
  const probe = model.probe.get(String(broker))
  if (probe?.status === 'not-answering') {
    const words = `broker ${broker}, its coordinator, does not answer`
    return { unavailable: probe.reason === null ? words : `${words}: ${probe.reason}`, unavailableSince: probe.since }
  }
  if (live.size > 0 && !live.has(broker)) {
    const since = model.departure.get(String(broker))?.leftAt ?? null
    return { unavailable: `broker ${broker}, its coordinator, is gone`, unavailableSince: since }
  }
  return { unavailable: gap, unavailableSince: null }
}
