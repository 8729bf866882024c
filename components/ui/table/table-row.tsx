'use client'

import { memo, type RefCallback, useEffect, useRef } from 'react'
import { type Column, columnClass } from '../column'
import { GRID_ROLE } from './grid-roles'
import { RowMenu } from './row-menu'

/** What one row of a table needs; every prop keeps its identity while the row does not change. */
export interface TableRowProps<Row> {
  id: string
  row: Row
  index: number
  columns: readonly Column<Row>[]
  href: string | null
  ghost: boolean
  cursor: boolean
  measure: RefCallback<HTMLTableRowElement> | undefined
}

/** The words of a row: numbers (right-aligned) move all the time and are no change worth a flash. */
function words<Row>(row: Row, columns: readonly Column<Row>[]): string {
  return columns
    .filter((column) => column.align !== 'right')
    .map((column) => column.text(row))
    .join('\u0000')
}

function flash(element: HTMLElement): void {
  element.classList.remove('row-flash')
  // Reading the layout between the two restarts the animation.
  element.getBoundingClientRect()
  element.classList.add('row-flash')
}

function Row<Data>({ id, row, index, columns, href, ghost, cursor, measure }: TableRowProps<Data>) {
  const element = useRef<HTMLTableRowElement>(null)
  const shown = useRef({ row, columns, words: words(row, columns) })
  useEffect(() => {
    const before = shown.current
    if (before.row === row && before.columns === columns) return
    const now = words(row, columns)
    if (before.columns === columns && before.words !== now && element.current) flash(element.current)
    shown.current = { row, columns, words: now }
  }, [row, columns])
  const name = (columns.find((column) => column.mono) ?? columns[0])?.text(row) ?? ''
  return (
    <tr
      {...GRID_ROLE.row}
      id={id}
      ref={(node) => {
        element.current = node
        measure?.(node)
      }}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={cursor}
      className={[cursor ? 'cur' : '', ghost ? 'ghost' : ''].join(' ').trim() || undefined}
    >
      {columns.map((column) => (
        <td
          key={column.id}
          {...GRID_ROLE.cell}
          className={columnClass(column) || undefined}
          data-label={column.unit ? `${column.header} ${column.unit}` : column.header}
        >
          {column.cell(row)}
        </td>
      ))}
      <td {...GRID_ROLE.cell} className="more">
        <RowMenu name={name} href={href} json={() => JSON.stringify(row, null, 2)} />
      </td>
    </tr>
  )
}

/** One row; draws itself anew only when its data, its columns or the cursor change. */
// memo loses the type parameter; the props are checked against the generic component.
export const TableRow = memo(Row) as typeof Row
