import { describe, expect, it } from 'vitest'
import { CELL_LETTERS, type CellLetter, letterCounts } from './cell-letter'
import { drawTank, type TankPicture } from './tank-drawing'
import { tankGrid } from './tank-grid'

/** Records every filled rectangle as "colour x y size". */
function record(picture: TankPicture): string[] {
  const filled: string[] = []
  const canvas = {
    fillStyle: '',
    setTransform: () => {},
    clearRect: () => {},
    fillRect(x: number, y: number, width: number) {
      filled.push(`${this.fillStyle} ${x} ${y} ${width}`)
    },
  }
  // The drawing uses these four members of a 2D context only.
  drawTank(canvas as unknown as CanvasRenderingContext2D, picture, 2)
  return filled
}

const TOKENS = ['offline', 'minisr', 'urp', 'urp-soft', 'ok', 'move', 'unknown', 'panel', 'line', 'accent']
const palette = new Map(TOKENS.map((token) => [token, token]))
const grid = tankGrid(172, 1707, 10_240, false)
const base = { grid, palette, hidden: new Set<CellLetter>(), selection: null }

describe('drawTank', () => {
  it('draws every cell once in the colour of its letter', () => {
    expect(record({ ...base, cells: 'oous' })).toEqual(['urp 8 0 3', 'urp-soft 12 0 3', 'ok 0 0 3', 'ok 4 0 3'])
  })

  it('draws few offline cells last, larger and ringed', () => {
    const filled = record({ ...base, cells: `${'o'.repeat(40)}x` })
    expect(filled.slice(-2)).toEqual(['panel 157 -3 9', 'offline 158 -2 7'])
  })

  it('draws many offline cells at normal size', () => {
    expect(record({ ...base, cells: 'xxoo' })[0]).toBe('offline 0 0 3')
  })

  it('leaves empty places for classes the legend switched off', () => {
    expect(record({ ...base, cells: 'oo', hidden: new Set<CellLetter>(['o']) })).toEqual(['line 0 0 3', 'line 4 0 3'])
  })

  it('washes the selected cells', () => {
    expect(record({ ...base, cells: 'ooo', selection: [1, 2] }).slice(0, 2)).toEqual(['accent 3 -1 5', 'accent 7 -1 5'])
  })
})

describe('letterCounts', () => {
  it('counts every letter that stands there', () => {
    expect([...letterCounts('oo?xo')]).toEqual([
      ['x', 1],
      ['?', 1],
      ['o', 3],
    ])
    expect(letterCounts(CELL_LETTERS.join('')).size).toBe(7)
  })
})
