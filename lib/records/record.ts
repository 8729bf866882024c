import { ByteReader } from './byte-reader'
import type { CompressionName } from './compression-name'
import type { RecordBatch } from './record-batch'

/** One record of a batch. Key, value and headers are views on the batch. */
export interface KafkaRecord {
  offset: bigint
  /** Epoch ms; −1 where the producer gave none. */
  timestamp: number
  key: Uint8Array | null
  value: Uint8Array | null
  /** Still encoded, for `recordHeaders`: few readers look at them. */
  headers: Uint8Array
}

/** Unpacks the records of a batch. Errors: whatever is wrong with the bytes, the codec or their size. */
export type Decompress = (compression: CompressionName, bytes: Uint8Array) => Uint8Array

/**
 * Records of a batch, in order, one at a time. Source: Kafka's `DefaultRecord`: varint length, attributes int8, varlong
 * timestamp delta, varint offset delta, varint key length (−1 = null) and key, the same of the value, varint header count
 * and headers. Errors: RangeError for a batch with a fault or bytes that are no records; those of `decompress`.
 */
export function* recordsOf(batch: RecordBatch, decompress: Decompress): Generator<KafkaRecord> {
  if (batch.fault !== null) throw new RangeError(batch.fault)
  const bytes = batch.compression === 'none' ? batch.payload : decompress(batch.compression, batch.payload)
  const reader = new ByteReader(bytes)
  for (let index = 0; index < batch.count; index += 1) {
    const length = reader.varint()
    const end = reader.remaining - length
    if (length < 0 || end < 0) throw new RangeError(`record ${index} of ${batch.count} is ${length} bytes long`)
    reader.int8()
    const timestampDelta = reader.varlong()
    const offset = batch.baseOffset + BigInt(reader.varint())
    const key = nullableBytes(reader)
    const value = nullableBytes(reader)
    const headersLength = reader.remaining - end
    if (headersLength < 0) throw new RangeError(`record ${index} of ${batch.count} is longer than it says`)
    const timestamp = batch.timestampType === 'log-append' ? batch.maxTimestamp : batch.baseTimestamp + timestampDelta
    yield { offset, timestamp, key, value, headers: reader.take(headersLength) }
  }
  if (reader.remaining > 0) throw new RangeError(`${reader.remaining} bytes behind the last record`)
}

/** The headers of a record, in order; a name may come more than once. Errors: RangeError. */
export function recordHeaders({ headers }: KafkaRecord): { key: string; value: Uint8Array | null }[] {
  const reader = new ByteReader(headers)
  return reader.listOf(reader.varint(), () => ({ key: reader.textOf(reader.varint()), value: nullableBytes(reader) }))
}

/** How a transaction ended. Source: the key of a control record, int16 version, int16 type; other types end none. */
export function transactionEnd({ key }: KafkaRecord): 'abort' | 'commit' | null {
  if (key === null || key.length < 4) return null
  const reader = new ByteReader(key)
  reader.int16()
  return ENDS[reader.int16()] ?? null
}

const ENDS = ['abort', 'commit'] as const

function nullableBytes(reader: ByteReader): Uint8Array | null {
  const length = reader.varint()
  return length < 0 ? null : reader.take(length)
}
