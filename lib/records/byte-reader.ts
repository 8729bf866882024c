/** Reads Kafka's encodings, big-endian, front to back. Errors: RangeError beyond the end of the bytes. */
export class ByteReader {
  private readonly bytes: Uint8Array
  private readonly view: DataView
  private at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get remaining(): number {
    return this.view.byteLength - this.at
  }

  int8(): number {
    return this.view.getInt8(this.advance(1))
  }

  int16(): number {
    return this.view.getInt16(this.advance(2))
  }

  int32(): number {
    return this.view.getInt32(this.advance(4))
  }

  int64(): bigint {
    return this.view.getBigInt64(this.advance(8))
  }

  /** Unsigned, seven bits a byte, low bits first, at most 32 bits. */
  uvarint(): number {
    const value = this.sevenBits(5)
    if (value > 0xffffffff) throw new RangeError('a number of more than 32 bits')
    return value
  }

  /** Signed (zigzag), at most 32 bits. */
  varint(): number {
    const raw = this.uvarint()
    return (raw >>> 1) ^ -(raw & 1)
  }

  /** Signed (zigzag), at most 64 bits; beyond 2^53 the nearest number. */
  varlong(): number {
    const raw = this.sevenBits(10)
    return raw % 2 === 0 ? raw / 2 : -(raw + 1) / 2
  }

  /** A view, not a copy. */
  take(length: number): Uint8Array {
    const from = this.advance(length)
    return this.bytes.subarray(from, from + length)
  }

  /** UTF-8 behind an int16 length. */
  text(): string {
    return this.textOf(this.int16())
  }

  /** UTF-8 of so many bytes. */
  textOf(length: number): string {
    const from = this.advance(length)
    const end = from + length
    // Most names are short and ASCII, and for those a loop is quicker than a call of the decoder.
    let text = ''
    let at = length <= SHORT ? from : end
    for (; at < end && this.view.getUint8(at) < 0x80; at += 1) text += String.fromCharCode(this.view.getUint8(at))
    return text.length === length ? text : TEXT.decode(this.bytes.subarray(from, end))
  }

  /** Items behind an int32 count; null (−1) reads as none. */
  list<Item>(item: () => Item): Item[] {
    return this.listOf(this.int32(), item)
  }

  /** So many items. */
  listOf<Item>(count: number, item: () => Item): Item[] {
    const items: Item[] = []
    // Grown one by one: a count that lies ends at the end of the bytes, not at the end of the memory.
    for (let index = 0; index < count; index += 1) items.push(item())
    return items
  }

  private sevenBits(most: number): number {
    let value = 0
    let unit = 1
    for (let index = 0; index < most; index += 1) {
      const byte = this.view.getUint8(this.advance(1))
      value += (byte & 0x7f) * unit
      if (byte < 0x80) return value
      unit *= 128
    }
    throw new RangeError(`a number of more than ${most} bytes`)
  }

  private advance(length: number): number {
    const from = this.at
    if (length < 0 || from + length > this.view.byteLength) throw new RangeError('the bytes end too early')
    this.at = from + length
    return from
  }
}

const TEXT = new TextDecoder()
/** Bytes up to which text is read byte by byte. */
const SHORT = 48
