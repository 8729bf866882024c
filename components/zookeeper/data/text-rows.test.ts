import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textRows } from './text-rows'

const all = (text: string, width: number) => {
  const rows = textRows(text, width)
  return Array.from({ length: rows.count }, (_, index) => [rows.lineNumber(index), rows.row(index)])
}

describe('textRows', () => {
  it('cuts at line breaks and at the width', () => {
    expect(all('abcdefg\nxy\n\nz\n', 3)).toEqual([
      [1, 'abc'],
      [null, 'def'],
      [null, 'g'],
      [2, 'xy'],
      [3, ''],
      [4, 'z'],
    ])
    expect(all('', 3)).toEqual([[1, '']])
    expect(all('\n', 3)).toEqual([[1, '']])
  })

  it('cuts through no surrogate pair', () => {
    expect(all('ab😀c', 3)).toEqual([
      [1, 'ab'],
      [null, '😀c'],
    ])
  })

  it('loses nothing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', '\n', '😀') }),
        fc.integer({ min: 2, max: 5 }),
        (text, width) => {
          const joined = all(text, width)
            .map(([line, row], index) => (line !== null && index > 0 ? `\n${row}` : row))
            .join('')
          expect(joined).toBe(text.endsWith('\n') ? text.slice(0, -1) : text)
        },
      ),
    )
  })

  it('takes a megabyte of either kind', () => {
    expect(textRows('x'.repeat(1_048_576), 128).count).toBe(8_192)
    expect(textRows('\n'.repeat(1_048_576), 128).count).toBe(1_048_576)
  })
})
