import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FrameSplitter } from './frame-splitter'

const framed = (payload: Uint8Array) => {
  const size = Buffer.alloc(4)
  size.writeInt32BE(payload.length)
  return Buffer.concat([size, payload])
}

describe('FrameSplitter', () => {
  it('finds the same frames wherever the stream is cut', () => {
    const payloads = fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 6 })
    fc.assert(
      fc.property(payloads, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (frames, cuts) => {
        const stream = Buffer.concat(frames.map(framed))
        const splitter = new FrameSplitter(1000)
        const found: string[] = []
        for (let at = 0, turn = 0; at < stream.length; turn += 1) {
          const length = cuts[turn % cuts.length] ?? 1
          found.push(...splitter.push(stream.subarray(at, at + length)).map((frame) => frame.toString('hex')))
          at += length
        }
        expect(found).toEqual(frames.map((frame) => Buffer.from(frame).toString('hex')))
      }),
    )
  })

  it('holds what arrived, not what was announced', () => {
    const before = process.memoryUsage().arrayBuffers
    const splitters = Array.from({ length: 50 }, () => {
      const splitter = new FrameSplitter(100 * 1024 * 1024)
      splitter.push(Buffer.from('06000000aabb', 'hex'))
      return splitter
    })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1024 * 1024)
    expect(splitters.every((splitter) => splitter.push(Buffer.from('cc', 'hex')).length === 0)).toBe(true)
  })
})
