import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ANSWER_TOO_LARGE, FrameReader } from './frame-reader'

function frame(body: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length)
  return Buffer.concat([length, body])
}

function feed(reader: FrameReader, bytes: Buffer, cuts: number[]): Buffer[] {
  const frames: Buffer[] = []
  let from = 0
  for (const size of [...cuts, bytes.length]) {
    if (from < bytes.length)
      frames.push(...reader.push(bytes.subarray(from, from + size)).map((part) => Buffer.from(part)))
    from += size
  }
  return frames
}

describe('FrameReader', () => {
  it('gives the frames that were sent, however the stream was cut', () => {
    const bodies = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 })
    fc.assert(
      fc.property(bodies, fc.array(fc.integer({ min: 1, max: 90 }), { maxLength: 60 }), (all, cuts) => {
        const sent = all.map((body) => frame(Buffer.from(body)))
        expect(feed(new FrameReader(1_000), Buffer.concat(sent), cuts)).toEqual(sent)
      }),
    )
  })

  it('drops an answer above the limit and puts a reply header with its own code in its place', () => {
    fc.assert(
      fc.property(fc.integer({ min: 101, max: 400 }), fc.array(fc.integer({ min: 1, max: 90 })), (size, cuts) => {
        const huge = Buffer.alloc(size, 7)
        huge.writeInt32BE(42, 0)
        huge.writeBigInt64BE(99n, 4)
        huge.writeInt32BE(0, 12)
        const small = frame(Buffer.from('after'))
        const frames = feed(new FrameReader(100), Buffer.concat([small, frame(huge), small]), cuts)
        expect(frames).toHaveLength(3)
        expect([frames[0], frames[2]]).toEqual([small, small])
        expect(frames[1]).toHaveLength(20)
        expect(frames[1]?.readInt32BE(4)).toBe(42)
        expect(frames[1]?.readBigInt64BE(8)).toBe(99n)
        expect(frames[1]?.readInt32BE(16)).toBe(ANSWER_TOO_LARGE)
      }),
    )
  })

  it('throws on a length no server sends', () => {
    expect(() => new FrameReader(100).push(Buffer.from([0xff, 0xff, 0xff, 0xff]))).toThrow('frame length -1')
  })
})
