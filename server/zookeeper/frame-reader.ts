/** The reply code put in place of an answer above the limit; no ZooKeeper server uses it. */
export const ANSWER_TOO_LARGE = -7777

const REPLY_HEADER_BYTES = 16

/**
 * Cuts the bytes of one connection into whole frames (4-byte length and body), each passed on as it was sent.
 *
 * The library could do it, but keeps the rest of a cut connection for the next one, copies the rest of the chunk for
 * every frame and recurses per frame. An answer above the limit is dropped while it arrives; the library then gets
 * its reply header with the code ANSWER_TOO_LARGE, so one huge znode costs one failed read and not the session.
 */
export class FrameReader {
  readonly #limitBytes: number
  #parts: Buffer[] = []
  #held = 0
  #skip = 0

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes
  }

  /** Adds a chunk and returns the frames that are now whole; throws on a length no server sends. */
  push(chunk: Buffer): Buffer[] {
    const frames: Buffer[] = []
    let rest = chunk
    if (this.#skip > 0) {
      const dropped = Math.min(this.#skip, rest.length)
      this.#skip -= dropped
      rest = rest.subarray(dropped)
    }
    if (rest.length === 0) return frames
    this.#parts.push(rest)
    this.#held += rest.length
    // Joined only when a whole frame may be there: a 20 MB answer comes in 300 chunks and is copied once.
    if (this.#held < this.#needed()) return frames
    let buffer = this.#parts.length === 1 ? rest : Buffer.concat(this.#parts, this.#held)
    while (buffer.length >= 4) {
      const size = buffer.readInt32BE(0)
      if (size < 0) throw new Error(`frame length ${size}`)
      if (size > this.#limitBytes) {
        if (buffer.length < 4 + REPLY_HEADER_BYTES) break
        frames.push(refusal(buffer))
        const here = Math.min(buffer.length, size + 4)
        this.#skip = size + 4 - here
        buffer = buffer.subarray(here)
      } else if (buffer.length >= size + 4) {
        frames.push(buffer.subarray(0, size + 4))
        buffer = buffer.subarray(size + 4)
      } else break
    }
    this.#parts = buffer.length === 0 ? [] : [buffer]
    this.#held = buffer.length
    return frames
  }

  #needed(): number {
    const first = this.#parts[0]
    if (first === undefined || first.length < 4) return 4
    const size = first.readInt32BE(0)
    return size > this.#limitBytes ? 4 + REPLY_HEADER_BYTES : 4 + Math.max(0, size)
  }
}

function refusal(frame: Buffer): Buffer {
  const reply = Buffer.from(frame.subarray(0, 4 + REPLY_HEADER_BYTES))
  reply.writeInt32BE(REPLY_HEADER_BYTES, 0)
  reply.writeInt32BE(ANSWER_TOO_LARGE, 16)
  return reply
}
