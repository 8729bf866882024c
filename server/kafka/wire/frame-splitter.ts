import { VivariumError } from '@/lib/errors'

/**
 * Cuts a byte stream into Kafka frames (int32 size, then so many bytes). Holds what arrived, never what was announced.
 * Errors: `unreachable` for a size that is negative or above the limit, naming the protocol it looks like.
 */
export class FrameSplitter {
  #chunks: Buffer[] = []
  #held = 0
  #size: number | null = null
  /** Bytes; the owner raises it when the other side has shown that it is a broker. */
  limit: number

  constructor(limit: number) {
    this.limit = limit
  }

  /** Frames completed by this chunk, without their size prefix. */
  push(chunk: Buffer): Buffer[] {
    this.#chunks.push(chunk)
    this.#held += chunk.length
    const frames: Buffer[] = []
    for (;;) {
      if (this.#size === null) {
        if (this.#held < 4) return frames
        this.#size = this.#checked(this.#take(4))
      }
      if (this.#held < this.#size) return frames
      frames.push(this.#take(this.#size))
      this.#size = null
    }
  }

  #take(bytes: number): Buffer {
    const all =
      this.#chunks.length === 1 ? (this.#chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#chunks, this.#held)
    this.#held -= bytes
    this.#chunks = this.#held > 0 ? [all.subarray(bytes)] : []
    return all.subarray(0, bytes)
  }

  #checked(prefix: Buffer): number {
    const size = prefix.readInt32BE(0)
    if (size >= 0 && size <= this.limit) return size
    // A TLS record begins 0x15 (alert) or 0x16 (handshake), 0x03: read as a size, some 352 million.
    if ((prefix[0] === 0x15 || prefix[0] === 0x16) && prefix[1] === 0x03) {
      throw new VivariumError({
        code: 'unreachable',
        message: 'this port speaks TLS',
        hint: 'turn TLS on for this cluster',
      })
    }
    if (prefix.toString('latin1') === 'HTTP') {
      throw new VivariumError({ code: 'unreachable', message: 'this port speaks HTTP, not Kafka' })
    }
    throw new VivariumError({
      code: 'unreachable',
      message: `not a Kafka answer: it announces ${size} bytes, at most ${this.limit} are taken`,
    })
  }
}

/** Largest frame taken from a ready connection, bytes: Kafka's own default for what it accepts. */
export const FRAME_LIMIT = 100 * 1024 * 1024
