import type { BlastRadius } from '@/lib/health/blast-radius'
import type { ClusterModel } from '@/lib/model/cluster'
import { partitionKey } from '@/lib/model/partition'
import type { TopicSizes } from '@/lib/model/topic'
import type { PartitionRow } from '@/lib/rows/partition-row'

/** What a broker is to one of its partitions. */
export type BrokerRole = 'leader' | 'in-sync' | 'out-of-sync' | 'offline'

/** What stopping the broker would do to a partition; null when nothing. */
export type BlastEffect = keyof BlastRadius | null

/** One partition with a replica on the broker, as that broker's table shows it. int64 as decimal strings. */
export interface BrokerPartition extends PartitionRow {
  role: BrokerRole
  ifStops: BlastEffect
  /** Bytes of this broker's copy. */
  sizeBytes: string | null
  /** Records this copy lies behind its leader. */
  offsetLag: string | null
}

/** Joins the partitions of one broker with its role, its copy's size and what its end would mean for them. */
export function brokerPartitions(
  model: ClusterModel,
  broker: number,
  partitions: readonly PartitionRow[],
  blast: BlastRadius,
): BrokerPartition[] {
  const copies = copiesOn(model, broker)
  const effects = new Map<string, BlastEffect>([
    ...blast.offline.map((key) => [key, 'offline'] as const),
    ...blast.underMinIsr.map((key) => [key, 'underMinIsr'] as const),
    ...blast.losesLeader.map((key) => [key, 'losesLeader'] as const),
  ])
  return partitions.map((row) => {
    const key = partitionKey(row.topic, row.partition)
    const copy = copies.get(key)
    return {
      ...row,
      role: roleOf(row, broker),
      ifStops: effects.get(key) ?? null,
      sizeBytes: copy?.sizeBytes ?? null,
      offsetLag: copy?.offsetLag ?? null,
    }
  })
}

function roleOf(row: PartitionRow, broker: number): BrokerRole {
  if (row.offlineReplicas.includes(broker)) return 'offline'
  if (row.leader === broker) return 'leader'
  return row.isr.includes(broker) ? 'in-sync' : 'out-of-sync'
}

function copiesOn(model: ClusterModel, broker: number): Map<string, TopicSizes['replicas'][number]> {
  const copies = new Map<string, TopicSizes['replicas'][number]>()
  for (const [topic, { replicas }] of model.sizes)
    for (const copy of replicas) if (copy.broker === broker) copies.set(partitionKey(topic, copy.partition), copy)
  return copies
}
