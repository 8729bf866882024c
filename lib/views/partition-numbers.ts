import type { ClusterModel } from '../model/cluster'
import { partitionRow } from './partition-row'

/** What moves all the time, joined to a row only where it is shown. int64 as decimal strings. */
export interface PartitionNumbers {
  startOffset: string | null
  endOffset: string | null
  offsetReason: string | null
  /** Bytes of the leader's copy. */
  sizeBytes: string | null
  sizeReason: string | null
}

/** Offsets and size of one partition, each with its reason where it is unknown. */
export function partitionNumbers(model: ClusterModel, topic: string, partition: number): PartitionNumbers {
  const offsets = model.offsets.get(topic)?.partitions.find((item) => item.partition === partition)
  const sizes = model.sizes.get(topic)?.replicas.filter((item) => item.partition === partition) ?? []
  const leader = partitionRow(model, topic, partition)?.leader ?? null
  const copy = sizes.find((item) => item.broker === leader) ?? sizes[0]
  return {
    startOffset: offsets?.start ?? null,
    endOffset: offsets?.end ?? null,
    offsetReason: offsets ? offsets.error : (sourceReason(model, 'offsets') ?? 'the offsets have not been read yet'),
    sizeBytes: copy?.sizeBytes ?? null,
    sizeReason: copy ? null : (sourceReason(model, 'log-dirs') ?? 'no broker has reported its log directories yet'),
  }
}

/** Why a source gives nothing: its last failure; null when it is live or has not run. */
export function sourceReason(model: ClusterModel, name: string): string | null {
  return model.source.get(name)?.reason ?? null
}
