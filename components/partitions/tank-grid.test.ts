import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellAt, cellCorner, tankGrid } from './tank-grid'

describe('tankGrid', () => {
  it('shows 10,240 partitions of six brokers 160 pixels high at 1440', () => {
    expect(tankGrid(172, 1707, 10_240, false)).toMatchObject({ pitch: 4, cell: 3, columns: 43, height: 160 })
  })

  it('uses wider tanks for larger cells', () => {
    expect(tankGrid(230, 1707, 10_240, false).pitch).toBe(5)
    expect(tankGrid(300, 1707, 10_240, false).pitch).toBe(6)
  })

  it('grows the cells of a small cluster until they make a strip, and no further', () => {
    expect(tankGrid(372, 300, 900, false)).toMatchObject({ pitch: 12, cell: 10 })
    expect(tankGrid(372, 34, 100, false)).toMatchObject({ pitch: 20, cell: 18, rows: 2 })
    expect(tankGrid(372, 0, 0, false)).toMatchObject({ pitch: 20, rows: 1 })
  })

  it('shrinks to pitch three on phones and above 20,000 cells', () => {
    expect(tankGrid(100, 1707, 10_240, true).pitch).toBe(3)
    expect(tankGrid(172, 8334, 50_000, false)).toMatchObject({ pitch: 3, cell: 2 })
  })

  it('finds every cell again under its own corner', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20, max: 900 }),
        fc.integer({ min: 1, max: 9000 }),
        fc.boolean(),
        fc.nat(),
        (width, cells, phone, pick) => {
          const grid = tankGrid(width, cells, cells * 3, phone)
          const index = pick % cells
          const { x, y } = cellCorner(grid, index)
          expect(cellAt(grid, cells, x + grid.cell - 1, y + grid.cell - 1)).toBe(index)
          expect(y + grid.pitch).toBeLessThanOrEqual(grid.height)
          expect(grid.width).toBeLessThanOrEqual(Math.max(width + 1, grid.pitch))
        },
      ),
    )
  })

  it('knows no cell beside the grid and behind the last cell', () => {
    const grid = tankGrid(172, 50, 300, false)
    expect(cellAt(grid, 50, -1, 0)).toBeNull()
    expect(cellAt(grid, 50, grid.columns * grid.pitch + 1, 0)).toBeNull()
    expect(cellAt(grid, 50, 1, grid.rows * grid.pitch + 1)).toBeNull()
  })
})
