import { crc32c } from './crc32c'
import recordings from './fixtures/record-batches.json'

/** A record to write into a batch. */
export interface WrittenRecord {
  key: Uint8Array | null
  value: Uint8Array | null
  headers?: { key: string; value: Uint8Array | null }[]
  timestamp?: number
}

/** What a batch has that is not usual. */
export interface WrittenBatch {
  baseOffset: bigint
  records: readonly WrittenRecord[]
  leaderEpoch?: number
  attributes?: number
  producerId?: bigint
  /** Offsets that compaction took out behind the last record. */
  holes?: number
}

/** A batch as a producer writes it, uncompressed. */
export function writeBatch({
  baseOffset,
  records,
  leaderEpoch = 0,
  attributes = 0,
  producerId = -1n,
  holes = 0,
}: WrittenBatch): Buffer {
  const times = records.map(({ timestamp }) => timestamp ?? 1_000)
  const payload = Buffer.concat(
    records.map((record, delta) => writeRecord(record, delta, (times[delta] ?? 0) - (times[0] ?? 0))),
  )
  const batch = Buffer.alloc(61 + payload.length)
  batch.writeBigInt64BE(baseOffset, 0)
  batch.writeInt32BE(batch.length - 12, 8)
  batch.writeInt32BE(leaderEpoch, 12)
  batch.writeInt8(2, 16)
  batch.writeInt16BE(attributes, 21)
  batch.writeInt32BE(records.length - 1 + holes, 23)
  batch.writeBigInt64BE(BigInt(times[0] ?? -1), 27)
  batch.writeBigInt64BE(BigInt(Math.max(-1, ...times)), 35)
  batch.writeBigInt64BE(producerId, 43)
  batch.writeInt32BE(records.length, 57)
  payload.copy(batch, 61)
  batch.writeUInt32BE(crc32c(batch.subarray(21)), 17)
  return batch
}

/** Attribute of batches whose records wait for the end of a transaction. */
export const TRANSACTIONAL = 16
const CONTROL = 32

/** The marker that ends a transaction. */
export function writeMarker(baseOffset: bigint, producerId: bigint, end: 'abort' | 'commit'): Buffer {
  const key = Buffer.from([0, 0, 0, end === 'commit' ? 1 : 0])
  return writeBatch({
    baseOffset,
    records: [{ key, value: Buffer.alloc(6) }],
    attributes: TRANSACTIONAL | CONTROL,
    producerId,
  })
}

/** Signed numbers as records have them. */
export function varint(value: number): Buffer {
  const bytes: number[] = []
  let rest = ((value << 1) ^ (value >> 31)) >>> 0
  for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80)
  return Buffer.from([...bytes, rest])
}

function writeRecord({ key, value, headers = [] }: WrittenRecord, delta: number, time: number): Buffer {
  const nullable = (bytes: Uint8Array | null) => (bytes ? [varint(bytes.length), bytes] : [varint(-1)])
  const parts = [
    ...[Buffer.from([0]), varint(time), varint(delta), ...nullable(key), ...nullable(value), varint(headers.length)],
    ...headers.flatMap((one) => [varint(Buffer.byteLength(one.key)), Buffer.from(one.key), ...nullable(one.value)]),
  ]
  const body = Buffer.concat(parts)
  return Buffer.concat([varint(body.length), body])
}

/** Answers of real brokers to a Fetch, by Kafka's release and what was in the topic. */
const RECORDED: Record<string, Record<string, string>> = recordings

/**
 * The bytes a broker of this release sent: of a topic with six records in one batch of this codec (`gzip`, `snappy`,
 * `lz4`, `zstd`), one with a committed and an aborted transaction (`tx`), old formats (`v0`, `v1`), or `offsets`, the
 * offsets topic after two consumers and a deleted group.
 */
export function recorded(release: '2.8.2' | '3.9.1' | '4.1.1', what: string): Buffer {
  const bytes = RECORDED[release]?.[what]
  if (bytes === undefined) throw new Error(`nothing recorded of ${what} in ${release}`)
  return Buffer.from(bytes, 'base64')
}
