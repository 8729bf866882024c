import { VivariumError } from '@/lib/errors'

/**
 * Reads Kafka's primitive types from one frame, each read checked against the frame's end.
 * Errors: `unreachable` for a value that does not fit: what answered does not speak the version we asked for.
 */
export class Reader {
  readonly #frame: Buffer
  #at: number

  constructor(frame: Buffer, at = 0) {
    this.#frame = frame
    this.#at = at
  }

  get remaining(): number {
    return this.#frame.length - this.#at
  }

  fail(what: string): never {
    throw new VivariumError({
      code: 'unreachable',
      message: `not a valid Kafka answer: ${what} at byte ${this.#at} of ${this.#frame.length}`,
    })
  }

  /** Moves past `bytes` bytes and returns where they began. */
  #take(bytes: number): number {
    const at = this.#at
    if (bytes < 0 || bytes > this.#frame.length - at) this.fail(`a value of ${bytes} bytes`)
    this.#at = at + bytes
    return at
  }

  skip(bytes: number): void {
    this.#take(bytes)
  }

  bool(): boolean {
    return this.#frame.readInt8(this.#take(1)) !== 0
  }

  int8(): number {
    return this.#frame.readInt8(this.#take(1))
  }

  int16(): number {
    return this.#frame.readInt16BE(this.#take(2))
  }

  uint16(): number {
    return this.#frame.readUInt16BE(this.#take(2))
  }

  int32(): number {
    return this.#frame.readInt32BE(this.#take(4))
  }

  uint32(): number {
    return this.#frame.readUInt32BE(this.#take(4))
  }

  int64(): bigint {
    return this.#frame.readBigInt64BE(this.#take(8))
  }

  float64(): number {
    return this.#frame.readDoubleBE(this.#take(8))
  }

  /** Unsigned 32-bit integer, seven bits a byte, low bits first; at most five bytes. */
  uvarint(): number {
    let value = 0
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.#frame[this.#take(1)] ?? 0
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value <= 0xffffffff ? value : this.fail('a varint above 32 bits')
    }
    return this.fail('a varint longer than five bytes')
  }

  /** Base64url without padding, as Kafka prints it. */
  uuid(): string {
    const at = this.#take(16)
    return this.#frame.toString('base64url', at, at + 16)
  }

  text(bytes: number): string {
    const at = this.#take(bytes)
    return this.#frame.toString('utf8', at, at + bytes)
  }

  /** A view on the frame, not a copy. */
  bytes(bytes: number): Buffer {
    const at = this.#take(bytes)
    return this.#frame.subarray(at, at + bytes)
  }
}
