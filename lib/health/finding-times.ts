import type { ClusterModel } from '../model/cluster'

/** Brokers hear of a change by way of the controller, and we ask them every 5 s: what is younger is no disagreement yet. */
export const GRACE_MS = 10_000

/** When each side was read last, epoch ms. */
export interface FindingTimes {
  zookeeperAt: number
  /** null: the brokers were never read completely. */
  metadataAt: number | null
  /** The newer of the two: the model has no other clock. */
  now: number
}

/** null before ZooKeeper was read completely. */
export function findingTimes(model: ClusterModel): FindingTimes | null {
  const zookeeperAt = model.source.get('zookeeper')?.lastOkAt ?? null
  if (zookeeperAt === null) return null
  const metadataAt = model.source.get('metadata')?.lastOkAt ?? null
  return { zookeeperAt, metadataAt, now: Math.max(zookeeperAt, metadataAt ?? 0) }
}
