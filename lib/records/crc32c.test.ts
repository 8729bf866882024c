import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crc32c } from './crc32c'

test.each([
  ['the digits, as in RFC 3720', Buffer.from('123456789'), 0xe3069283],
  ['32 zeros', Buffer.alloc(32), 0x8a9136aa],
  ['32 times ff', Buffer.alloc(32, 0xff), 0x62a8ab43],
  ['nothing', Buffer.alloc(0), 0],
])('%s', (_what, bytes, sum) => {
  expect(crc32c(bytes)).toBe(sum)
})

test('eight bytes a step are the same as bit by bit, wherever the bytes lie', () => {
  const slow = (bytes: Uint8Array) => {
    let crc = 0xffffffff
    for (const byte of bytes) {
      crc ^= byte
      for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1
    }
    return (crc ^ 0xffffffff) >>> 0
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(9), (bytes, skipped) => {
      expect(crc32c(bytes.subarray(skipped))).toBe(slow(bytes.subarray(skipped)))
    }),
  )
})
