import { CELL_LETTERS, CELL_MEANING, type CellLetter } from './cell-letter'
import { cellCorner, TANK_MARGIN, type TankGrid } from './tank-grid'

/** Colours of the theme by token name, as CSS writes them. */
export type Palette = ReadonlyMap<string, string>

export interface TankPicture {
  grid: TankGrid
  /** One letter a cell, as `Tank.cells`. */
  cells: string
  palette: Palette
  /** Classes the legend has switched off: drawn as empty places, so nothing moves. */
  hidden: ReadonlySet<CellLetter>
  /** First and last index of the selection; null without one. */
  selection: readonly [number, number] | null
}

/** Above this share of a tank, offline and under-min-ISR cells are drawn at normal size. */
const FEW = 0.05
const LOUD: readonly CellLetter[] = ['m', 'x']

/** Draws the tank into a canvas whose backing store is `scale` pixels per CSS pixel. */
export function drawTank(canvas: CanvasRenderingContext2D, picture: TankPicture, scale: number): void {
  const { grid, cells, palette, hidden } = picture
  const color = (token: string) => palette.get(token) ?? 'transparent'
  canvas.setTransform(scale, 0, 0, scale, TANK_MARGIN * scale, TANK_MARGIN * scale)
  canvas.clearRect(-TANK_MARGIN, -TANK_MARGIN, grid.width + 2 * TANK_MARGIN, grid.height + 2 * TANK_MARGIN)
  if (picture.selection) drawSelection(canvas, picture.selection, grid, color('accent'))
  const loud = LOUD.filter((letter) => !hidden.has(letter) && isRare(cells, letter))
  for (const letter of CELL_LETTERS) {
    if (loud.includes(letter)) continue
    canvas.fillStyle = hidden.has(letter) ? color('line') : color(CELL_MEANING[letter].token)
    for (let index = cells.indexOf(letter); index >= 0; index = cells.indexOf(letter, index + 1)) {
      const { x, y } = cellCorner(grid, index)
      canvas.fillRect(x, y, grid.cell, grid.cell)
    }
  }
  // Last, so that no neighbour covers them: severity is size and ring, not colour alone.
  const grown = Math.max(7, grid.cell + 4)
  const inset = (grown - grid.cell) / 2
  for (const letter of loud) {
    for (let index = cells.indexOf(letter); index >= 0; index = cells.indexOf(letter, index + 1)) {
      const { x, y } = cellCorner(grid, index)
      canvas.fillStyle = color('panel')
      canvas.fillRect(x - inset - 1, y - inset - 1, grown + 2, grown + 2)
      canvas.fillStyle = color(CELL_MEANING[letter].token)
      canvas.fillRect(x - inset, y - inset, grown, grown)
    }
  }
}

function isRare(cells: string, letter: CellLetter): boolean {
  return cells.split(letter).length - 1 <= Math.max(1, cells.length * FEW)
}

/** A wash behind the selected cells. */
function drawSelection(
  canvas: CanvasRenderingContext2D,
  [first, last]: readonly [number, number],
  grid: TankGrid,
  accent: string,
): void {
  canvas.fillStyle = accent
  for (let index = first; index <= last; index += 1) {
    const { x, y } = cellCorner(grid, index)
    canvas.fillRect(x - 1, y - 1, grid.pitch + 1, grid.pitch + 1)
  }
}
