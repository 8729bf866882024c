import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ZnodeDataView } from '@/lib/views/znode'
import { dataBase64, dataBytes, dataText, decodeBytes } from './data-bytes'
import { escapedText } from './visible-text'

const data = (fields: Partial<ZnodeDataView>): ZnodeDataView => ({
  encoding: 'utf8',
  text: null,
  base64: null,
  unpackedBytes: null,
  bytes: 0,
  truncated: false,
  masked: false,
  ...fields,
})
const bytesOf = (...bytes: number[]) => Uint8Array.from(bytes)

describe('decodeBytes', () => {
  it('decodes UTF-8, keeping a byte order mark', () => {
    expect(decodeBytes(new TextEncoder().encode('\ufeffé😀'))).toBe('\ufeffé😀')
  })

  it.each([
    ['a stray byte', [0x61, 0xff, 0x62], 'a\\xffb'],
    ['a sequence cut off', [0x61, 0xe2, 0x82], 'a\\xe2\\x82'],
    ['too long a form', [0xc0, 0xaf], '\\xc0\\xaf'],
    ['a surrogate', [0xed, 0xa0, 0x80], '\\xed\\xa0\\x80'],
    ['beyond Unicode', [0xf4, 0x90, 0x80, 0x80], '\\xf4\\x90\\x80\\x80'],
    ['good beside bad', [0xc3, 0xa9, 0x80], 'é\\x80'],
  ])('keeps every byte of %s', (_, bytes, shown) => {
    expect(escapedText(decodeBytes(bytesOf(...bytes)))).toBe(shown)
  })

  it('agrees with the browser on every valid text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const broken = Uint8Array.of(...new TextEncoder().encode(text), 0xff)
        expect(decodeBytes(broken)).toBe(`${text}\udcff`)
      }),
    )
  })
})

describe('the data of a node', () => {
  it('gives back the bytes of both encodings', () => {
    expect([...dataBytes(data({ text: 'é' }))]).toEqual([0xc3, 0xa9])
    expect([...dataBytes(data({ encoding: 'base64', base64: '/wA=' }))]).toEqual([0xff, 0])
    expect(dataText(data({ encoding: 'base64', base64: '/2E=' }))).toBe('\udcffa')
    expect(dataBytes(data({ encoding: 'none' }))).toHaveLength(0)
  })

  it('is written in base64 whatever its length', () => {
    const text = 'x'.repeat(70_001)
    expect(atob(dataBase64(data({ text })))).toBe(text)
    expect(dataBase64(data({ text: '' }))).toBe('')
  })
})
