import type { RebalanceTrigger } from '../model/rebalance'
import type { OffsetsTopicRecord } from '../records/offsets-topic'
import { highestOf } from './classic-causes'
import { counted } from './evidence'
import type { SeenMember } from './seen-member'

/** What the records of a KIP-848 group tell of the topics it reads; types 3, 4 and 16. */
export class TopicChanges {
  #hash: bigint | null = null
  /** By topic: how many partitions, as records of type 4 say (Kafka 4.0). */
  #counts: ReadonlyMap<string, number> | null = null
  /** By topic: the highest number assigned when the group was last at rest. */
  #highest: ReadonlyMap<string, number> | null = null
  readonly #matches = new Map<string, string>()
  #triggers: RebalanceTrigger[] = []

  /** Records of types 4 and 16 that come before the epoch they begin. */
  take(record: OffsetsTopicRecord): void {
    if (record.kind === 'consumer-group-partition-metadata' && record.value) {
      const counts = new Map(record.value.topics.map(({ topicName, numPartitions }) => [topicName, numPartitions]))
      for (const [topic, count] of counts) {
        const before = this.#counts?.get(topic)
        if (before !== undefined && before !== count)
          this.#triggers.push(
            partitionsChanged('observed', `${topic} has ${counted(count, 'partition')}, ${before} before`),
          )
      }
      this.#counts = counts
    } else if (record.kind === 'consumer-group-regular-expression' && record.value) {
      const { regularExpression, value } = record
      const topics = value.topics.toSorted((a, b) => (a < b ? -1 : 1)).join(', ')
      const before = this.#matches.get(regularExpression)
      this.#matches.set(regularExpression, topics)
      if (before !== topics)
        this.#triggers.push({
          kind: 'subscription-changed',
          memberId: null,
          certainty: 'observed',
          evidence: `${regularExpression} matches ${topics || 'no topic'}${before === undefined ? '' : `, ${before || 'none'} before`}`,
        })
    }
  }

  /** What changed before an epoch (type 3) in which nobody came, went or subscribed anew. */
  cause(): RebalanceTrigger[] {
    return this.#triggers
  }

  /** The epoch is written: `hash` stands for all that members depend on of their topics, racks of replicas included. */
  begin(hash: bigint): boolean {
    const isOther = this.#hash !== null && this.#hash !== hash
    this.#hash = hash
    this.#triggers = []
    return isOther
  }

  /** All is handed out: topics of which more is assigned than before, or less. */
  settle(members: readonly SeenMember[]): RebalanceTrigger[] {
    const [before, now] = [this.#highest, highestOf(members)]
    this.#highest = now
    if (!before) return []
    return [...before].flatMap(([topic, was]) => {
      const is = now.get(topic) ?? -1
      if (was === is) return []
      return [partitionsChanged('observed', `${topic} has ${counted(is + 1, 'partition')} assigned, ${was + 1} before`)]
    })
  }

  forget(): void {
    this.#hash = null
    this.#counts = null
    this.#highest = null
    this.#matches.clear()
    this.#triggers = []
  }
}

/** The topics of a group are not what they were. */
export function partitionsChanged(certainty: RebalanceTrigger['certainty'], evidence: string): RebalanceTrigger {
  return { kind: 'partitions-changed', memberId: null, certainty, evidence }
}
