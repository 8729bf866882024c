import type { OffsetsTopicBatch } from '../kafka/offsets-topic/offsets-topic-batch'

/** How far back the offsets topic is read at the start. */
const WINDOW_MS = 3_600_000
const NOT_OLDER = 'what was written more than an hour before Vivarium looked is not read'

/** Since when (epoch ms) each partition of the offsets topic was read without a break. */
export class WholeSince {
  readonly #since = new Map<number, number>()
  /** By partition: why it is not known from longer ago. */
  readonly #broken = new Map<number, string>()

  take({ partition, caughtUp, at, gap }: Pick<OffsetsTopicBatch, 'partition' | 'caughtUp' | 'at' | 'gap'>): void {
    if (gap) {
      this.#broken.set(partition, gap.reason)
      if (this.#since.has(partition)) this.#since.set(partition, at)
    } else if (caughtUp && !this.#since.has(partition)) {
      this.#since.set(partition, this.#broken.has(partition) ? at : at - WINDOW_MS)
    }
  }

  /** Null while its past is still being read. */
  of(partition: number): number | null {
    return this.#since.get(partition) ?? null
  }

  /** Of the topic as a whole, with the reason why it is not longer; null while the past of some partition is being read. */
  all(partitions: number): { since: number; reason: string } | null {
    let latest: { partition: number; since: number } | null = null
    for (let partition = 0; partition < partitions; partition += 1) {
      const since = this.of(partition)
      if (since === null) return null
      if (!latest || since > latest.since) latest = { partition, since }
    }
    return latest && { since: latest.since, reason: this.#broken.get(latest.partition) ?? NOT_OLDER }
  }
}
