/**
 * Index of the `__consumer_offsets` partition a group's records are in; its leader is the group's coordinator.
 * Kafka's `Utils.abs(groupId.hashCode) % partitions` (GroupMetadataManager): Java's hash runs over UTF-16 units.
 */
export function coordinatorPartition(groupId: string, partitions: number): number {
  let hash = 0
  for (let index = 0; index < groupId.length; index++) hash = (Math.imul(31, hash) + groupId.charCodeAt(index)) | 0
  // Kafka's abs maps the smallest integer, which has no positive twin, to 0.
  return (hash === -2_147_483_648 ? 0 : Math.abs(hash)) % partitions
}

/** Where groups keep their offsets and their state. */
export const OFFSETS_TOPIC = '__consumer_offsets'
