import { partitionKey } from '../model/partition'
import type { PartitionRow } from '../rows/partition-row'

/** What stops if one broker stops now, as partition keys; each partition stands in its worst list only. */
export interface BlastRadius {
  /** No in-sync replica would be left. */
  offline: string[]
  /** Fewer in-sync replicas than min.insync.replicas: writes with acks=all refused. */
  underMinIsr: string[]
  /** Another in-sync replica takes over. */
  losesLeader: string[]
}

/** Computed from leader, ISR and min ISR as they stand, for partitions that work now. */
export function blastRadius(rows: readonly PartitionRow[], broker: number): BlastRadius {
  const radius: BlastRadius = { offline: [], underMinIsr: [], losesLeader: [] }
  for (const row of rows) {
    if (row.state !== 'online' || !row.isr.includes(broker)) continue
    const left = row.isr.length - 1
    const key = partitionKey(row.topic, row.partition)
    if (left === 0) radius.offline.push(key)
    else if (row.minInsyncReplicas !== null && left < row.minInsyncReplicas) radius.underMinIsr.push(key)
    else if (row.leader === broker) radius.losesLeader.push(key)
  }
  return radius
}
