import { VivariumError } from '@/lib/errors'

/**
 * Unpacks an LZ4 frame: magic 04224D18, flags, block size, optional content size and dictionary id, header checksum, then
 * blocks of uint32 size (highest bit: stored as it is) until size 0. Checksums are passed over: the batch has its own.
 * Errors: `too-large` beyond `limitBytes`, `invalid` for other bytes.
 */
export function unpackLz4(bytes: Buffer, limitBytes: number): Buffer {
  if (bytes.length < 7 || bytes.readUInt32LE(0) !== MAGIC) throw invalid('no frame begins here')
  const flags = bytes[4] ?? 0
  if (flags >>> 6 !== 1) throw invalid(`version ${flags >>> 6}`)
  let at = 6 + (flags & CONTENT_SIZE ? 8 : 0) + (flags & DICTIONARY_ID ? 4 : 0) + 1
  const out = new Output(limitBytes, bytes.length * 4)
  for (;;) {
    if (at + 4 > bytes.length) throw invalid('a block is cut off')
    const word = bytes.readUInt32LE(at)
    at += 4
    if (word === 0) return out.bytes()
    const size = word & 0x7fffffff
    if (size > bytes.length - at) throw invalid('a block is cut off')
    const block = bytes.subarray(at, at + size)
    if (word >>> 31) out.append(block, 0, size)
    else unpackBlock(block, out)
    at += size + (flags & BLOCK_CHECKSUM ? 4 : 0)
  }
}

const MAGIC = 0x184d2204
const BLOCK_CHECKSUM = 16
const CONTENT_SIZE = 8
const DICTIONARY_ID = 1
/** A copy is never shorter. */
const LEAST_COPY = 4

/** Sequences of: token (literal length, copy length), longer lengths, literals, offset uint16; the last ends with its literals. */
function unpackBlock(bytes: Buffer, out: Output): void {
  let at = 0
  const length = (nibble: number): number => {
    let total = nibble
    if (nibble < 15) return total
    for (;;) {
      const byte = bytes[at]
      if (byte === undefined) throw invalid('a length is cut off')
      at += 1
      total += byte
      if (byte < 255) return total
    }
  }
  while (at < bytes.length) {
    const token = bytes[at] ?? 0
    at += 1
    const literals = length(token >>> 4)
    if (literals > bytes.length - at) throw invalid('literals are cut off')
    out.append(bytes, at, at + literals)
    at += literals
    if (at === bytes.length) return
    if (at + 2 > bytes.length) throw invalid('a copy is cut off')
    const offset = bytes.readUInt16LE(at)
    at += 2
    out.repeat(offset, length(token & 15) + LEAST_COPY)
  }
}

/** What is unpacked, grown as it comes, since a frame need not say how much it is. */
class Output {
  readonly #limitBytes: number
  #buffer: Buffer
  #length = 0

  constructor(limitBytes: number, expectedBytes: number) {
    this.#limitBytes = limitBytes
    this.#buffer = Buffer.allocUnsafe(Math.min(expectedBytes, limitBytes))
  }

  append(from: Buffer, start: number, end: number): void {
    this.#makeRoom(end - start)
    from.copy(this.#buffer, this.#length, start, end)
    this.#length += end - start
  }

  /** Copies from `offset` bytes back; a copy may overlap what it writes. */
  repeat(offset: number, length: number): void {
    if (offset === 0 || offset > this.#length) throw invalid('a copy of what is not there')
    this.#makeRoom(length)
    const buffer = this.#buffer
    const end = this.#length + length
    for (let at = this.#length; at < end; at += 1) buffer[at] = buffer[at - offset] ?? 0
    this.#length = end
  }

  bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length)
  }

  #makeRoom(more: number): void {
    const needed = this.#length + more
    if (needed > this.#limitBytes) {
      throw new VivariumError({ code: 'too-large', message: `lz4: more than ${this.#limitBytes} bytes unpacked` })
    }
    if (needed <= this.#buffer.length) return
    const grown = Buffer.allocUnsafe(Math.min(this.#limitBytes, Math.max(needed, this.#buffer.length * 2)))
    this.#buffer.copy(grown, 0, 0, this.#length)
    this.#buffer = grown
  }
}

function invalid(what: string): VivariumError {
  return new VivariumError({ code: 'invalid', message: `not LZ4: ${what}` })
}
