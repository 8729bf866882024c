/** Reads Kafka's older encodings, big-endian, front to back. Errors: RangeError beyond the end of the bytes. */
export class ByteReader {
  private readonly view: DataView
  private at = 0

  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  int16(): number {
    return this.view.getInt16(this.advance(2))
  }

  int32(): number {
    return this.view.getInt32(this.advance(4))
  }

  /** UTF-8 behind an int16 length. */
  text(): string {
    const length = this.int16()
    const from = this.advance(length)
    return TEXT.decode(new Uint8Array(this.view.buffer, this.view.byteOffset + from, length))
  }

  /** Items behind an int32 count; null (−1) reads as none. */
  list<Item>(item: () => Item): Item[] {
    const count = this.int32()
    const items: Item[] = []
    // Grown one by one: a count that lies ends at the end of the bytes, not at the end of the memory.
    for (let index = 0; index < count; index += 1) items.push(item())
    return items
  }

  private advance(length: number): number {
    const from = this.at
    if (length < 0 || from + length > this.view.byteLength) throw new RangeError('the bytes end too early')
    this.at = from + length
    return from
  }
}

const TEXT = new TextDecoder()
