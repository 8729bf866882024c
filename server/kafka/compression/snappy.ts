import { VivariumError } from '@/lib/errors'

/**
 * Unpacks snappy, the plain format and the framed one of Java producers: 82 "SNAPPY" 00, version int32, compatible
 * int32, then blocks of int32 size and plain snappy. Errors: `too-large` beyond `limitBytes`, `invalid` for other bytes.
 */
export function unpackSnappy(bytes: Buffer, limitBytes: number): Buffer {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) return unpackBlock(bytes, limitBytes)
  const blocks: Buffer[] = []
  let left = limitBytes
  let at = FRAMED_HEADER
  while (at < bytes.length) {
    const size = at + 4 <= bytes.length ? bytes.readInt32BE(at) : -1
    at += 4
    if (size < 0 || size > bytes.length - at) throw invalid('a block is cut off')
    const block = unpackBlock(bytes.subarray(at, at + size), left)
    blocks.push(block)
    left -= block.length
    at += size
  }
  return Buffer.concat(blocks)
}

const MAGIC = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0])
const FRAMED_HEADER = 16

/**
 * One block: the unpacked size (varint), then elements whose first byte ends in 0 for literal bytes and 1 to 3 for a copy
 * of what was unpacked before, with an offset of 11, 16 or 32 bits.
 */
function unpackBlock(bytes: Buffer, limitBytes: number): Buffer {
  const { size, at: from } = announcedSize(bytes)
  if (size > limitBytes) {
    throw new VivariumError({
      code: 'too-large',
      message: `snappy: ${size} bytes unpacked, at most ${limitBytes} are taken`,
    })
  }
  const out = Buffer.allocUnsafe(size)
  let written = 0
  let at = from
  while (at < bytes.length) {
    const tag = bytes[at] ?? 0
    const kind = tag & 3
    at += 1
    if (kind === 0) {
      let length = tag >>> 2
      if (length >= 60) {
        const width = length - 59
        if (at + width > bytes.length) throw invalid('a length is cut off')
        length = bytes.readUIntLE(at, width)
        at += width
      }
      length += 1
      if (length > bytes.length - at || length > size - written) throw invalid('a literal is too long')
      bytes.copy(out, written, at, at + length)
      written += length
      at += length
      continue
    }
    const width = kind === 3 ? 4 : kind
    if (at + width > bytes.length) throw invalid('a copy is cut off')
    const length = kind === 1 ? ((tag >>> 2) & 7) + 4 : (tag >>> 2) + 1
    const offset = kind === 1 ? ((tag >>> 5) << 8) | (bytes[at] ?? 0) : bytes.readUIntLE(at, width)
    at += width
    if (offset === 0 || offset > written || length > size - written) throw invalid('a copy of what is not there')
    // Byte by byte, because a copy may overlap what it writes.
    for (const end = written + length; written < end; written += 1) out[written] = out[written - offset] ?? 0
  }
  if (written !== size) throw invalid(`${written} bytes where ${size} were announced`)
  return out
}

function announcedSize(bytes: Buffer): { size: number; at: number } {
  let size = 0
  for (let at = 0; at < Math.min(5, bytes.length); at += 1) {
    const byte = bytes[at] ?? 0
    size += (byte & 0x7f) * 2 ** (7 * at)
    if (byte < 0x80) return { size, at: at + 1 }
  }
  throw invalid('no size')
}

function invalid(what: string): VivariumError {
  return new VivariumError({ code: 'invalid', message: `not snappy: ${what}` })
}
