/** The parts of a grid by role. Spelled out, since narrow windows lay rows out as cards, and `display` takes table roles away. */
export const GRID_ROLE = {
  grid: { role: 'grid' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  head: { role: 'columnheader' },
  cell: { role: 'gridcell' },
  none: { role: 'presentation' },
} as const
