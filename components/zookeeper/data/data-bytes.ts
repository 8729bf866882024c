import type { ZnodeDataView } from '@/lib/views/znode'

/**
 * The bytes of a node's data as the server sent them: secrets are `***` in them, the end of a long one is missing. Of
 * gzip the packed ones.
 */
export function dataBytes(data: ZnodeDataView): Uint8Array<ArrayBuffer> {
  if (data.base64 !== null) return Uint8Array.from(atob(data.base64), (letter) => letter.charCodeAt(0))
  return new TextEncoder().encode(data.text ?? '')
}

/** The data as text, of gzip the unpacked one; bytes that are no UTF-8 come as `decodeBytes` gives them. */
export function dataText(data: ZnodeDataView): string {
  return data.text ?? decodeBytes(dataBytes(data))
}

/** The data in base64, in one line. */
export function dataBase64(data: ZnodeDataView): string {
  if (data.base64 !== null) return data.base64
  const pieces: string[] = []
  const bytes = dataBytes(data)
  // Pieces divisible by three can be joined; `fromCharCode` takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 30_000) {
    pieces.push(btoa(String.fromCharCode(...bytes.subarray(at, at + 30_000))))
  }
  return pieces.join('')
}

/** UTF-8 as text; each byte that belongs to no character becomes the surrogate U+DC00 + byte, so that none is lost. */
export function decodeBytes(bytes: Uint8Array<ArrayBuffer>): string {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  try {
    return strict.decode(bytes)
  } catch {
    return decodePieces(bytes)
  }
}

function decodePieces(bytes: Uint8Array<ArrayBuffer>): string {
  const pieces: string[] = []
  let at = 0
  while (at < bytes.length) {
    const { point, length } = character(bytes, at)
    pieces.push(String.fromCodePoint(point))
    at += length
  }
  return pieces.join('')
}

/** Smallest code point that may be written with 2, 3 and 4 bytes. */
const SMALLEST = [0, 0, 0x80, 0x800, 0x10000]

function character(bytes: Uint8Array, at: number): { point: number; length: number } {
  const first = bytes[at] ?? 0
  const broken = { point: 0xdc00 + first, length: 1 }
  if (first < 0x80) return { point: first, length: 1 }
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2
  if (first < 0xc2 || first > 0xf4) return broken
  let point = first & (0xff >> (length + 1))
  for (let next = at + 1; next < at + length; next++) {
    const byte = bytes[next]
    if (byte === undefined || (byte & 0xc0) !== 0x80) return broken
    point = (point << 6) | (byte & 0x3f)
  }
  const surrogate = point >= 0xd800 && point <= 0xdfff
  return point < (SMALLEST[length] ?? 0) || point > 0x10ffff || surrogate ? broken : { point, length }
}
