import zlib from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorCode, VivariumError } from '@/lib/errors'
import { recordHeaders, recordsOf } from '@/lib/records/record'
import { recordBatches } from '@/lib/records/record-batch'
import { recorded } from '@/lib/records/record-batch.fixture'
import { decompress } from './decompress'

const text = (bytes: Uint8Array | null) => bytes && Buffer.from(bytes).toString()
const hasZstd = 'zstdDecompressSync' in zlib
const codecs = ['gzip', 'snappy', 'lz4'] as const
const LONG = 'the quick brown fox jumps over the lazy dog '.repeat(2500)

function batchOf(release: '3.9.1' | '4.1.1', codec: string) {
  const [batch] = recordBatches(recorded(release, codec))
  if (!batch) throw new Error('no batch')
  return batch
}
function codeOf(work: () => unknown): string | null {
  try {
    work()
    return null
  } catch (error) {
    expect(error).toBeInstanceOf(VivariumError)
    return errorCode(error)
  }
}

describe.each(['3.9.1', '4.1.1'] as const)('batches of Java producers, from a broker of %s', (release) => {
  it.each([...codecs, ...(hasZstd ? ['zstd'] : [])])('%s', (codec) => {
    const records = [...recordsOf(batchOf(release, codec), decompress)]
    expect(records.map(({ key, value }) => [text(key), text(value)])).toEqual([
      ...[0, 1, 2, 3, 4].map((index) => [`key-${index}`, `value number ${index}`]),
      ['-', LONG],
    ])
    expect(records.map((one) => recordHeaders(one).map(({ key, value }) => `${key}=${text(value)}`))[4]).toEqual([
      'trace=4',
      'kind=test',
    ])
  })

  it.skipIf(hasZstd)('zstd is refused by name where the runtime has none', () => {
    expect(() => [...recordsOf(batchOf(release, 'zstd'), decompress)]).toThrow(/compressed with zstd .* Node\.js/)
    expect(codeOf(() => decompress('zstd', Buffer.alloc(9)))).toBe('unsupported')
  })
})

describe.each(codecs)('%s', (codec) => {
  const { payload } = batchOf('4.1.1', codec)

  it('gives no more than the limit', () => {
    const whole = decompress(codec, payload)
    expect(decompress(codec, payload, whole.length)).toHaveLength(whole.length)
    expect(codeOf(() => decompress(codec, payload, whole.length - 1))).toBe('too-large')
  })

  it('refuses what is cut off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: payload.length - 1 }), (length) => {
        const code = codeOf(() => {
          // A cut between two blocks leaves less, which the count of records tells.
          expect(decompress(codec, payload.subarray(0, length)).length).toBeLessThan(LONG.length)
        })
        expect([null, 'invalid']).toContain(code)
      }),
    )
  })

  it('gives bytes or an error of ours for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(payload.length - 1), (garbage, at) => {
        const damaged = Buffer.from(payload)
        damaged.set(garbage.subarray(0, damaged.length - at), at)
        for (const bytes of [damaged, garbage, Buffer.concat([payload.subarray(0, 20), garbage])]) {
          expect([null, 'invalid', 'too-large']).toContain(codeOf(() => decompress(codec, bytes, 1_000_000)))
        }
      }),
      { numRuns: 300 },
    )
  })
})

it('plain snappy, as librdkafka writes it, with copies of every width', () => {
  // "abcd", then 8 bytes from 4 back, 6 from 12 back with a wide and 4 from 2 back with the widest offset.
  const bytes = Buffer.from([22, 0x0c, 0x61, 0x62, 0x63, 0x64, 0x11, 4, 0x16, 12, 0, 0x0f, 2, 0, 0, 0])
  expect(text(decompress('snappy', bytes))).toBe(`${'abcd'.repeat(3)}abcdabababab`.slice(0, 22))
  expect(codeOf(() => decompress('snappy', Buffer.from([255, 255, 255, 255, 15, 0])))).toBe('too-large')
})

it('an LZ4 frame with stored blocks, block checksums and its size', () => {
  const header = Buffer.from([0x04, 0x22, 0x4d, 0x18, 0x58, 0x40, 4, 0, 0, 0, 0, 0, 0, 0, 0xff])
  const stored = Buffer.from([2, 0, 0, 0x80, 0x61, 0x62, 1, 2, 3, 4])
  const packed = Buffer.from([3, 0, 0, 0, 0x20, 0x63, 0x64, 5, 6, 7, 8])
  expect(text(decompress('lz4', Buffer.concat([header, stored, packed, Buffer.alloc(4)])))).toBe('abcd')
  expect(codeOf(() => decompress('lz4', Buffer.concat([header, stored])))).toBe('invalid')
})

it('a bomb is not unpacked', () => {
  const bomb = zlib.gzipSync(Buffer.alloc(70 * 1024 * 1024))
  expect(codeOf(() => decompress('gzip', bomb))).toBe('too-large')
})
