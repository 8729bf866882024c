import { VivariumError } from '@/lib/errors'

/** Writes Kafka's primitive types into one growing buffer. */
export class Writer {
  #buffer = Buffer.allocUnsafe(256)
  #length = 0

  /** What was written so far, as a view. */
  bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length)
  }

  /** Makes room for `bytes` more and returns where they go. */
  #grow(bytes: number): number {
    const at = this.#length
    this.#length += bytes
    if (this.#length > this.#buffer.length) {
      const wider = Buffer.allocUnsafe(Math.max(this.#length, this.#buffer.length * 2))
      this.#buffer.copy(wider, 0, 0, at)
      this.#buffer = wider
    }
    return at
  }

  bool(value: boolean): void {
    this.int8(value ? 1 : 0)
  }

  int8(value: number): void {
    const at = this.#grow(1)
    this.#buffer.writeInt8(value, at)
  }

  int16(value: number): void {
    const at = this.#grow(2)
    this.#buffer.writeInt16BE(value, at)
  }

  uint16(value: number): void {
    const at = this.#grow(2)
    this.#buffer.writeUInt16BE(value, at)
  }

  int32(value: number): void {
    const at = this.#grow(4)
    this.#buffer.writeInt32BE(value, at)
  }

  uint32(value: number): void {
    const at = this.#grow(4)
    this.#buffer.writeUInt32BE(value, at)
  }

  int64(value: bigint): void {
    const at = this.#grow(8)
    this.#buffer.writeBigInt64BE(value, at)
  }

  float64(value: number): void {
    const at = this.#grow(8)
    this.#buffer.writeDoubleBE(value, at)
  }

  /** Unsigned 32-bit integer, seven bits a byte, low bits first. */
  uvarint(value: number): void {
    let rest = value
    while (rest >= 0x80) {
      this.#byte((rest % 0x80) + 0x80)
      rest = Math.floor(rest / 0x80)
    }
    this.#byte(rest)
  }

  #byte(value: number): void {
    const at = this.#grow(1)
    this.#buffer[at] = value
  }

  /** Base64url without padding, as Kafka prints it. Errors: `invalid` for any other text. */
  uuid(value: string): void {
    const raw = Buffer.from(value, 'base64url')
    if (raw.length !== 16 || raw.toString('base64url') !== value) {
      throw new VivariumError({ code: 'invalid', message: `"${value}" is not an id as Kafka prints it` })
    }
    this.raw(raw)
  }

  raw(value: Uint8Array): void {
    const at = this.#grow(value.length)
    this.#buffer.set(value, at)
  }
}
