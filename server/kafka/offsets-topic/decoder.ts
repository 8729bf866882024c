import { setImmediate as nextTurn } from 'node:timers/promises'
import { errorMessage } from '@/lib/errors'
import { type OffsetsTopicRecord, offsetsTopicRecord } from '@/lib/records/offsets-topic'
import { recordsOf, transactionEnd } from '@/lib/records/record'
import { type RecordBatch, recordBatches } from '@/lib/records/record-batch'
import { decompress } from '../compression/decompress'
import type { FollowedPartition } from './followed-partition'

/**
 * Decodes what was fetched, one answer at a time and in slices, so that the process stays responsive: other work gets its
 * turn after every 5 ms. Measured at 50,000 records a second this takes 12 to 16 % of one core, 2 to 3 µs a record; to
 * hand a record from a thread over to this one costs 8 µs, more than decoding it here.
 */
export class Decoder {
  #queue: Promise<void> = Promise.resolve()
  #sliceEndsAt = 0

  /** Runs `work` when all that was queued before is done. */
  enqueue(work: () => void | Promise<void>): Promise<void> {
    const done = this.#queue.then(work)
    this.#queue = done.catch(() => {})
    return done
  }

  /**
   * Hands on the records from offset `from` on that count, in parts. Only to be called within `enqueue`. A batch that
   * cannot be read is counted with the partition and passed over.
   */
  async decode(
    partition: FollowedPartition,
    bytes: Uint8Array,
    from: bigint,
    handOn: (records: OffsetsTopicRecord[], leaderEpoch: number) => void,
  ): Promise<void> {
    if (performance.now() >= this.#sliceEndsAt) await this.#breathe()
    let records: OffsetsTopicRecord[] = []
    let leaderEpoch = -1
    const flush = () => {
      if (records.length > 0) handOn(records, leaderEpoch)
      records = []
    }
    for (const batch of recordBatches(bytes)) {
      if (batch.nextOffset <= from) continue
      if (batch.leaderEpoch !== leaderEpoch) flush()
      leaderEpoch = batch.leaderEpoch
      let seen = 0
      try {
        for (const record of countingRecords(partition, batch, from)) {
          if (record) records.push(record)
          seen += 1
          if (seen % CLOCK_EVERY === 0 && performance.now() >= this.#sliceEndsAt) {
            flush()
            await this.#breathe()
          }
        }
      } catch (error) {
        unreadable(partition, `offset ${batch.baseOffset}: ${errorMessage(error)}`)
      }
      if (performance.now() >= this.#sliceEndsAt) {
        flush()
        await this.#breathe()
      }
    }
    flush()
  }

  async #breathe(): Promise<void> {
    await nextTurn()
    this.#sliceEndsAt = performance.now() + SLICE_MS
  }
}

/** Time without a turn for others. */
const SLICE_MS = 5
/** Records between two looks at the clock. */
const CLOCK_EVERY = 32
/** A batch of the offsets topic is small; one that unpacks to more would stop the process for too long. */
const UNPACKED_LIMIT_BYTES = 16 * 1024 * 1024

/** The records that count now; null for one that does not. */
function* countingRecords(
  partition: FollowedPartition,
  batch: RecordBatch,
  from: bigint,
): Generator<OffsetsTopicRecord | null> {
  const { transactions } = partition
  const { producerId } = batch
  for (const raw of recordsOf(batch, (codec, bytes) => decompress(codec, bytes, UNPACKED_LIMIT_BYTES))) {
    if (raw.offset < from) continue
    if (batch.control) {
      const end = transactionEnd(raw)
      if (end === null || producerId === null) continue
      const ended = transactions.end(producerId)
      if (end === 'commit') yield* ended
      continue
    }
    const record = offsetsTopicRecord(raw)
    if (record.kind === 'unknown') {
      partition.unknownTypes.set(record.type, (partition.unknownTypes.get(record.type) ?? 0) + 1)
    }
    if (record.kind === 'unreadable') unreadable(partition, `offset ${record.offset}: ${record.reason}`)
    if (!batch.transactional || producerId === null) {
      yield record
      continue
    }
    if (transactions.add(producerId, record)) {
      unreadable(partition, `offset ${record.offset}: too many records wait for the end of their transactions`)
    }
    yield null
  }
}

function unreadable(partition: FollowedPartition, reason: string): void {
  partition.unreadable += 1
  partition.unreadableReason = reason
}
