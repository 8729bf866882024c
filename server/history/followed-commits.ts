import { type ClusterModel, SINGLE } from '@/lib/model/cluster'
import { coordinatorPartition } from '@/lib/records/coordinator-partition'
import type { OffsetsTopicBatch } from '../kafka/offsets-topic/offsets-topic-batch'
import type { LagPositions } from './lag-positions'

/** How far back the offsets topic is read at the start. */
const WINDOW_MS = 3_600_000

/** What is known of the times at which a group commits. */
export interface CommitKnowledge {
  /** Why the times are unknown or not exact; null when each commit is seen. */
  reason: string | null
  /** Since when each commit would have been seen, epoch ms; null while they are not followed. */
  silentSince: number | null
}

/** Puts the commits of the offsets topic into the record, and knows for which groups it has all of them. */
export class FollowedCommits {
  readonly #positions: LagPositions
  readonly #model: () => ClusterModel
  /** Since when all commits in a partition of the offsets topic are known, epoch ms. */
  readonly #whole = new Map<number, number>()
  readonly #broken = new Set<number>()

  constructor(positions: LagPositions, model: () => ClusterModel) {
    this.#positions = positions
    this.#model = model
  }

  take({ partition, records, caughtUp, at, gap }: OffsetsTopicBatch): void {
    if (gap) {
      this.#broken.add(partition)
      if (this.#whole.has(partition)) this.#whole.set(partition, at)
      for (const [id, { positions }] of this.#positions.groups)
        if (this.#partitionOf(id) === partition) for (const one of positions.values()) one.forgetCommits()
      return
    }
    if (caughtUp && !this.#whole.has(partition))
      this.#whole.set(partition, this.#broken.has(partition) ? at : at - WINDOW_MS)
    for (const record of records) {
      if (record.kind !== 'offset-commit') continue
      const group = this.#positions.groupOf(record.group, at)
      if (record.value === null) {
        this.#positions.drop(group, `${record.topic}/${record.partition}`)
        continue
      }
      const position = this.#positions.positionOf(group, record.topic, record.partition, at)
      // A coordinator's clock that is ahead of ours must not put a commit into the future.
      position?.follow(record.offset, record.value.offset, Math.min(record.value.committedAt, at), caughtUp)
    }
  }

  knowledgeOf(id: string): CommitKnowledge {
    const source = this.#model().source.get('offsets-topic')
    const since = this.#whole.get(this.#partitionOf(id) ?? -1) ?? null
    if (source?.status === 'live' && since !== null) return { reason: null, silentSince: since }
    const why = source?.reason ?? (source === undefined ? 'it has not been read yet' : 'its past is still being read')
    return {
      reason: `commits are seen by polling only, up to some seconds late: __consumer_offsets is not followed (${why})`,
      silentSince: null,
    }
  }

  #partitionOf(id: string): number | null {
    const partitions = this.#model().groupCoverage.get(SINGLE)?.partitions ?? null
    return partitions === null ? null : coordinatorPartition(id, partitions)
  }
}
