/** Where the cells of a tank lie; lengths in CSS pixels. */
export interface TankGrid {
  /** From one cell's edge to the next one's. */
  pitch: number
  /** Edge of a cell. */
  cell: number
  columns: number
  rows: number
  width: number
  height: number
}

const LARGEST_PITCH = 20
/** Cells above this pitch are for clusters so small that their tanks would look lost. */
const USUAL_PITCH = 12
/** A tank higher than this gets smaller cells, as long as they stay legible. */
const COMFORTABLE_HEIGHT = 168
const STRIP_HEIGHT = 64
const CROWDED_CELLS = 20_000
/** Room around the grid on its canvas, so that enlarged cells at the edge are not cut. */
export const TANK_MARGIN = 4

/**
 * The grid that all tanks of a map share, so that a row means the same everywhere.
 * @param width of the narrowest tank
 * @param fullest number of cells in the fullest tank
 * @param total number of cells in all tanks
 */
export function tankGrid(width: number, fullest: number, total: number, phone: boolean): TankGrid {
  const smallest = smallestPitch(width, total, phone)
  let pitch = smallest
  for (let candidate = LARGEST_PITCH; candidate > smallest; candidate -= 1) {
    const highest = candidate > USUAL_PITCH ? STRIP_HEIGHT : COMFORTABLE_HEIGHT
    if (Math.ceil(fullest / columnsOf(width, candidate)) * candidate > highest) continue
    pitch = candidate
    break
  }
  const columns = columnsOf(width, pitch)
  const rows = Math.max(1, Math.ceil(fullest / columns))
  return { pitch, cell: pitch - gap(pitch), columns, rows, width: columns * pitch, height: rows * pitch }
}

/** Left upper corner of a cell. */
export function cellCorner(grid: TankGrid, index: number): { x: number; y: number } {
  return { x: (index % grid.columns) * grid.pitch, y: Math.floor(index / grid.columns) * grid.pitch }
}

/** Index of the cell under a point, or null where there is none. */
export function cellAt(grid: TankGrid, cells: number, x: number, y: number): number | null {
  if (x < 0 || y < 0) return null
  const column = Math.floor(x / grid.pitch)
  if (column >= grid.columns) return null
  const index = Math.floor(y / grid.pitch) * grid.columns + column
  return index < cells ? index : null
}

function smallestPitch(width: number, total: number, phone: boolean): number {
  if (phone || total > CROWDED_CELLS) return 3
  return width < 215 ? 4 : width < 255 ? 5 : 6
}

function columnsOf(width: number, pitch: number): number {
  return Math.max(1, Math.floor((width + 1) / pitch))
}

function gap(pitch: number): number {
  return pitch > 8 ? 2 : 1
}
