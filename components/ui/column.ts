import type { ReactNode } from 'react'

/** One column of a table; column lists live at module scope. */
export interface Column<Row> {
  /** Its name in the address (`sort=-id`, `cols=`) and in CSV. */
  id: string
  header: string
  /** Faint beside the header. */
  unit?: string
  align?: 'left' | 'right'
  mono?: boolean
  /** Ascending; absent = cannot be sorted by. */
  sort?: (a: Row, b: Row) => number
  cell: (row: Row) => ReactNode
  /** The cell as plain text, for CSV, copying and telling whether the row changed. */
  text: (row: Row) => string
  /** Gives way on windows narrower than 1024 (`md`) or 1280 (`lg`) px. */
  hideBelow?: 'md' | 'lg'
  /** Shown only when chosen in the columns menu. */
  defaultHidden?: boolean
}

/** The classes of a column's cells. */
export function columnClass<Row>(column: Column<Row>): string {
  return [
    column.align === 'right' ? 'n' : '',
    column.mono ? 'id' : '',
    column.hideBelow ? `below-${column.hideBelow}` : '',
  ]
    .filter(Boolean)
    .join(' ')
}
