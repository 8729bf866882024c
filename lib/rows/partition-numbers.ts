import type { ClusterModel } from '../model/cluster'
import { partitionAt } from '../model/partition-at'
import type { TopicSizes } from '../model/topic'
import { type PartitionRow, partitionRow } from './partition-row'

/** What moves all the time, joined to a row only where it is shown. int64 as decimal strings. */
export interface PartitionNumbers {
  startOffset: string | null
  endOffset: string | null
  offsetReason: string | null
  /** Bytes of the leader's copy. */
  sizeBytes: string | null
  sizeReason: string | null
}

/** A partition with the numbers of its table row. */
export interface NumberedPartition extends PartitionRow, PartitionNumbers {}

type Copy = TopicSizes['replicas'][number]
type CopiesByPartition = ReadonlyMap<number, readonly Copy[]>

const lastCopies = new WeakMap<TopicSizes, CopiesByPartition>()

/** Offsets and size of one partition, each with its reason where it is unknown. */
export function partitionNumbers(model: ClusterModel, topic: string, partition: number): PartitionNumbers {
  const offsets = partitionAt(model.offsets.get(topic)?.partitions, partition)
  const sizes = model.sizes.get(topic)
  const copies = sizes && copiesByPartition(sizes).get(partition)
  const leader = partitionRow(model, topic, partition)?.leader ?? null
  const copy = copies?.find((item) => item.broker === leader) ?? copies?.[0]
  return {
    startOffset: offsets?.start ?? null,
    endOffset: offsets?.end ?? null,
    offsetReason: offsets ? offsets.error : (sourceReason(model, 'offsets') ?? 'the offsets have not been read yet'),
    sizeBytes: copy?.sizeBytes ?? null,
    sizeReason: copy ? null : (sourceReason(model, 'log-dirs') ?? 'no broker has reported its log directories yet'),
  }
}

/** Sizes stand by broker; they are grouped by partition once per reading, since lists ask for every partition of it. */
function copiesByPartition(sizes: TopicSizes): CopiesByPartition {
  const last = lastCopies.get(sizes)
  if (last) return last
  const copies = new Map<number, Copy[]>()
  for (const copy of sizes.replicas) {
    const own = copies.get(copy.partition)
    if (own) own.push(copy)
    else copies.set(copy.partition, [copy])
  }
  lastCopies.set(sizes, copies)
  return copies
}

/** Why a source gives nothing: its last failure; null when it is live or has not run. */
export function sourceReason(model: ClusterModel, name: string): string | null {
  return model.source.get(name)?.reason ?? null
}
