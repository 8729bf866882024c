import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editablePath, escapedText, typedPath, visibleText } from './visible-text'

describe('visibleText', () => {
  it('leaves what can be seen as it is', () => {
    expect(visibleText('orders <img onerror> é 😀\tend')).toEqual([
      { text: 'orders <img onerror> é 😀\tend', escape: false },
    ])
    expect(visibleText('')).toEqual([])
  })

  it.each([
    ['a\u202eb', 'a\\u202eb'],
    ['\u0000\u0007\u007f\u009f', '\\u0000\\u0007\\u007f\\u009f'],
    ['a\r\nb', 'a\\r\\nb'],
    ['x\ufeffy\u200b', 'x\\ufeffy\\u200b'],
    ['\ud800', '\\ud800'],
    ['\udcff', '\\xff'],
    ['\u{e0041}', '\\u{e0041}'],
    ['a\u00a0b', 'a\\u00a0b'],
  ])('escapes what cannot (%j)', (text, shown) => {
    expect(escapedText(text)).toBe(shown)
  })

  it('marks each escape as one', () => {
    expect(visibleText('a\u202eb')).toEqual([
      { text: 'a', escape: false },
      { text: '\\u202e', escape: true },
      { text: 'b', escape: false },
    ])
  })
})

describe('a path in the path bar', () => {
  it('comes back from what is shown as it was', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.oneof(fc.constantFrom('\\', 'u', '\u202e', '/', 'x', '\u{e0041}'), fc.string()) }),
        (path) => {
          expect(typedPath(editablePath(path))).toBe(path)
        },
      ),
    )
  })

  it('takes a typed escape and leaves what is none', () => {
    expect(typedPath('/a\\u202eb')).toBe('/a\u202eb')
    expect(typedPath('/a\\q\\u{110000}')).toBe('/a\\q\\u{110000}')
  })
})
