import type { ZnodeDataView } from '@/lib/views/znode'
import { maskZnode } from '@/lib/znodes/mask'

/** Data up to this size is given whole: the default limit of ZooKeeper, jute.maxbuffer. */
const WHOLE_BYTES = 1_048_576
const NO_DATA = { encoding: 'none', text: null, base64: null, bytes: 0, truncated: false, masked: false } as const

/** What may leave the server of a znode's data; `data` is null with the reason where all of it is withheld. */
export interface ShownData {
  data: ZnodeDataView | null
  reason: string | null
  /** The masked text, for what it means; null when there is none, or it is no text. */
  text: string | null
}

/** The data of a znode with its secrets masked: UTF-8 as text, other bytes as base64, the beginning of a large one. */
export function shownData(path: string, raw: Buffer | null): ShownData {
  if (raw === null) return { data: NO_DATA, reason: null, text: null }
  const bytes = raw.length
  const truncated = bytes > WHOLE_BYTES
  const text = utf8(truncated ? raw.subarray(0, characterEnd(raw, WHOLE_BYTES)) : raw)
  if (text === null) return shownBytes(path, raw)
  const shown = maskZnode({ path, text })
  const data = { encoding: 'utf8', text: shown.text, base64: null, bytes, truncated, masked: shown.masked } as const
  return { data, reason: null, text: shown.text }
}

/** Secrets cannot be cut out of bytes that are no text: where there may be one, none of them is given. */
function shownBytes(path: string, raw: Buffer): ShownData {
  const part = raw.subarray(0, WHOLE_BYTES)
  if (maskZnode({ path, text: part.toString('latin1') }).masked) {
    const reason = `${raw.length} bytes that are no text, withheld: there may be a secret among them`
    return { data: null, reason, text: null }
  }
  const base64 = part.toString('base64')
  const truncated = raw.length > part.length
  const data = { encoding: 'base64', text: null, base64, bytes: raw.length, truncated, masked: false } as const
  return { data, reason: null, text: null }
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
