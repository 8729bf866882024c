import { type CompressionName, compressionName } from './compression-name'
import { crc32c } from './crc32c'

/**
 * A record batch as a broker keeps it. Source: Kafka's `DefaultRecordBatch`: baseOffset int64, length int32 (of what
 * follows), leaderEpoch int32, magic int8 (2), crc uint32 (CRC-32C of what follows), attributes int16, lastOffsetDelta
 * int32, baseTimestamp int64, maxTimestamp int64, producerId int64, producerEpoch int16, baseSequence int32, count int32,
 * records.
 */
export interface RecordBatch {
  baseOffset: bigint
  /** Where the log goes on behind it, also when compaction took records out of it. */
  nextOffset: bigint
  leaderEpoch: number
  /** Why its records cannot be read; the fields below are then what stands there, and prove nothing. */
  fault: string | null
  compression: CompressionName
  /** Who dated the records: the producer, or the broker at the time of writing. */
  timestampType: 'create' | 'log-append'
  /** Epoch ms. */
  baseTimestamp: number
  maxTimestamp: number
  /** Null for a producer that is neither idempotent nor transactional. */
  producerId: bigint | null
  /** Its records count when the producer's transaction is committed. */
  transactional: boolean
  /** Holds no data but the end of a transaction. */
  control: boolean
  /** Records in it, as announced. */
  count: number
  /** Of the whole batch. */
  sizeBytes: number
  /** Its records, still compressed; a view. */
  payload: Uint8Array
}

/**
 * Batches of the records in a Fetch answer, in order, one at a time. What is cut off at the end is left out: brokers cut
 * an answer where its size is full. A batch that cannot be read comes with its `fault`; after one without a sensible
 * length nothing more comes.
 */
export function* recordBatches(bytes: Uint8Array): Generator<RecordBatch> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  for (let size = sizeAt(view, at); size !== null; size = sizeAt(view, at)) {
    yield batchAt(bytes, view, at, size)
    if (size < 0) return
    at += size
  }
}

/** Where the log goes on behind the last whole batch of a Fetch answer, and that batch's epoch; null without a batch. Looks at no more than the headers. */
export function endOfBatches(bytes: Uint8Array): { nextOffset: bigint; leaderEpoch: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let last: number | null = null
  let at = 0
  for (let size = sizeAt(view, at); size !== null; size = sizeAt(view, at)) {
    last = at
    if (size < 0) break
    at += size
  }
  return last === null ? null : { nextOffset: nextOffsetAt(view, last), leaderEpoch: view.getInt32(last + 12) }
}

/** Bytes in front of the records. */
const HEADER = 61
/** Bytes that all formats have in front: offset, length, then epoch or checksum, then the format's number. */
const COMMON = 17

/** Bytes of the batch at `at`; −1 for a length that cannot be, null where no whole batch is left. */
function sizeAt(view: DataView, at: number): number | null {
  if (view.byteLength - at < COMMON) return null
  const length = view.getInt32(at + 8)
  if (length < COMMON - 12) return -1
  return length > view.byteLength - at - 12 ? null : length + 12
}

function nextOffsetAt(view: DataView, at: number): bigint {
  const base = view.getBigInt64(at)
  const known = view.getInt8(at + 16) === 2 && view.byteLength - at >= HEADER
  // A delta below zero would lead back to where we were.
  return base + 1n + BigInt(known ? Math.max(0, view.getInt32(at + 23)) : 0)
}

function batchAt(bytes: Uint8Array, view: DataView, at: number, size: number): RecordBatch {
  const baseOffset = view.getBigInt64(at)
  const nextOffset = nextOffsetAt(view, at)
  const magic = view.getInt8(at + 16)
  if (magic !== 2 || size < HEADER) {
    const fault =
      magic === 0 || magic === 1
        ? `a message set of format v${magic}, from before Kafka 0.11, is not read`
        : `no record batch: format ${magic}, ${size < 0 ? 'no length' : `${size} bytes`}`
    return { ...NOTHING, baseOffset, nextOffset, fault, sizeBytes: Math.max(size, 0) }
  }
  const attributes = view.getInt16(at + 21)
  const producerId = view.getBigInt64(at + 43)
  return {
    baseOffset,
    nextOffset,
    leaderEpoch: view.getInt32(at + 12),
    fault: crc32c(bytes.subarray(at + 21, at + size)) === view.getUint32(at + 17) ? null : 'its checksum is wrong',
    compression: compressionName(attributes),
    timestampType: attributes & 8 ? 'log-append' : 'create',
    baseTimestamp: Number(view.getBigInt64(at + 27)),
    maxTimestamp: Number(view.getBigInt64(at + 35)),
    producerId: producerId < 0n ? null : producerId,
    transactional: (attributes & 16) !== 0,
    control: (attributes & 32) !== 0,
    count: view.getInt32(at + 57),
    sizeBytes: size,
    payload: bytes.subarray(at + HEADER, at + size),
  }
}

const NOTHING = {
  leaderEpoch: -1,
  compression: 'none',
  timestampType: 'create',
  baseTimestamp: -1,
  maxTimestamp: -1,
  producerId: null,
  transactional: false,
  control: false,
  count: 0,
  payload: new Uint8Array(),
} as const satisfies Partial<RecordBatch>
