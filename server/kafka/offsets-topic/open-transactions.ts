import type { OffsetsTopicRecord } from '@/lib/records/offsets-topic'

/**
 * Commits of transactions that have not ended, by producer: they count from the marker of a commit on, and never after
 * one of an abort. A transaction that began before the first record we read is known from there on only.
 */
export class OpenTransactions {
  readonly #byProducer = new Map<bigint, OffsetsTopicRecord[]>()
  #records = 0

  /** Records that wait for the end of a transaction. */
  get size(): number {
    return this.#records
  }

  /** Takes a record of a transaction. Beyond `LIMIT` records the transaction that began first is given up, and true returned. */
  add(producerId: bigint, record: OffsetsTopicRecord): boolean {
    const records = this.#byProducer.get(producerId)
    if (records) records.push(record)
    else this.#byProducer.set(producerId, [record])
    this.#records += 1
    if (this.#records <= LIMIT) return false
    for (const first of this.#byProducer.keys()) {
      this.end(first)
      break
    }
    return true
  }

  /** The records of a producer's transaction, which has ended, in order. */
  end(producerId: bigint): OffsetsTopicRecord[] {
    const records = this.#byProducer.get(producerId) ?? []
    this.#byProducer.delete(producerId)
    this.#records -= records.length
    return records
  }

  /** Forgets all: what follows does not continue what came before. */
  clear(): void {
    this.#byProducer.clear()
    this.#records = 0
  }
}

/** Most records that wait in one partition. */
const LIMIT = 50_000
