import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { ZnodeDataView } from '@/lib/views/znode'
import { maskZnode } from '@/lib/znodes/mask'

const unpack = promisify(gunzip)

/** Data up to this size is given whole: the default limit of ZooKeeper, jute.maxbuffer. */
const WHOLE_BYTES = 1_048_576
/** Packed data that unpacks to more is left packed. */
const MOST_UNPACKED_BYTES = 8_388_608
const NO_DATA = {
  encoding: 'none',
  text: null,
  base64: null,
  unpackedBytes: null,
  bytes: 0,
  truncated: false,
  masked: false,
} as const

/** What may leave the server of a znode's data; `data` is null with the reason where all of it is withheld. */
export interface ShownData {
  data: ZnodeDataView | null
  reason: string | null
  /** The masked text, for what it means; null when there is none, or it is no text. */
  text: string | null
}

/**
 * The data of a znode with its secrets masked: UTF-8 as text, other bytes as base64, gzip with the text it unpacks to,
 * the beginning of a large one.
 */
export async function shownData(path: string, raw: Buffer | null): Promise<ShownData> {
  if (raw === null) return { data: NO_DATA, reason: null, text: null }
  return isGzip(raw) ? shownGzip(path, raw) : (shownText(path, raw) ?? shownBytes(path, raw))
}

function shownText(path: string, raw: Buffer): ShownData | null {
  const truncated = raw.length > WHOLE_BYTES
  const text = utf8(truncated ? raw.subarray(0, characterEnd(raw, WHOLE_BYTES)) : raw)
  if (text === null) return null
  const { text: shown, masked } = maskZnode({ path, text })
  const size = { bytes: raw.length, unpackedBytes: null, truncated, masked }
  return { data: { encoding: 'utf8', text: shown, base64: null, ...size }, reason: null, text: shown }
}

/** Secrets cannot be cut out of bytes that are no text: where there may be one, none of them is given. */
function shownBytes(path: string, raw: Buffer): ShownData {
  const part = raw.subarray(0, WHOLE_BYTES)
  if (maskZnode({ path, text: part.toString('latin1') }).masked) {
    return withheld(`${raw.length} bytes that are no text, withheld: there may be a secret among them`)
  }
  const base64 = part.toString('base64')
  const size = { bytes: raw.length, unpackedBytes: null, truncated: raw.length > part.length, masked: false }
  return { data: { encoding: 'base64', text: null, base64, ...size }, reason: null, text: null }
}

/** What is masked in the text would be plain in the packed bytes, and what was not looked at may be: they stay here. */
async function shownGzip(path: string, raw: Buffer): Promise<ShownData> {
  let unpacked: Buffer
  try {
    unpacked = await unpack(raw, { maxOutputLength: MOST_UNPACKED_BYTES })
  } catch (error) {
    // Node's errors are told apart by their code.
    const large = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    const found = large ? `that unpack to more than ${MOST_UNPACKED_BYTES} bytes` : 'that do not unpack'
    return withheld(`${raw.length} bytes of gzip ${found}, withheld: there may be a secret in them`)
  }
  const inner = shownText(path, unpacked) ?? shownBytes(path, unpacked)
  if (inner.data === null) return withheld(`gzip of ${inner.reason ?? 'bytes that are no text'}`)
  const { text, truncated, masked } = inner.data
  const base64 = masked || truncated ? null : raw.subarray(0, WHOLE_BYTES).toString('base64')
  const size = { bytes: raw.length, unpackedBytes: unpacked.length, truncated, masked }
  return { data: { encoding: 'gzip', text, base64, ...size }, reason: null, text }
}

function withheld(reason: string): ShownData {
  return { data: null, reason, text: null }
}

/** RFC 1952: the two bytes every member begins with, and the only method there is. */
function isGzip(raw: Buffer): boolean {
  return raw[0] === 0x1f && raw[1] === 0x8b && raw[2] === 8
}

/** The text, null when the bytes are no UTF-8. A byte order mark stays. */
function utf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Where the last whole UTF-8 character up to `limit` ends. */
function characterEnd(bytes: Buffer, limit: number): number {
  let end = limit
  while (end > limit - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1
  return end
}
