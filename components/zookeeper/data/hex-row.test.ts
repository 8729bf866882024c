import { describe, expect, it } from 'vitest'
import { hexDump, hexRow } from './hex-row'

const text = (words: string) => new TextEncoder().encode(words)

describe('hexRow', () => {
  it('prints what hexdump -C prints', () => {
    expect(hexDump(text('{"leader":6,"isr":[6]}\n'))).toBe(
      [
        '00000000  7b 22 6c 65 61 64 65 72  22 3a 36 2c 22 69 73 72  |{"leader":6,"isr|',
        '00000010  22 3a 5b 36 5d 7d 0a                              |":[6]}.|',
      ].join('\n'),
    )
    expect(hexDump(text(''))).toBe('')
  })

  it('shows bytes outside ASCII as dots', () => {
    expect(hexRow(Uint8Array.of(0xff, 0x00, 0x7f, 0x41), 0)).toMatch(/^00000000 {2}ff 00 7f 41 .* \|\.\.\.A\|$/)
  })
})
