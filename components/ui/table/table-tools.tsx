'use client'

import Columns3 from 'lucide-react/icons/columns-3'
import Download from 'lucide-react/icons/download'
import type { ReactNode } from 'react'
import { toCsv } from '@/lib/table-state'
import type { Column } from '../column'
import { Popover } from '../popover'
import { saveFile } from '../save-file'

/** Chooses columns and takes the filtered rows away as CSV or JSON. */
export function TableTools<Row>({
  name,
  columns,
  visible,
  rows,
  onColumns,
}: {
  /** File name without ending. */
  name: string
  columns: readonly Column<Row>[]
  visible: readonly Column<Row>[]
  rows: readonly Row[]
  /** The chosen ids in the table's order; null for the default. */
  onColumns: (ids: string[] | null) => void
}) {
  const toggle = (id: string) =>
    onColumns(
      columns
        .filter((column) => (column.id === id ? !visible.includes(column) : visible.includes(column)))
        .map((column) => column.id),
    )
  const csv = () =>
    toCsv(
      visible.map((column) => column.id),
      rows.map((row) => visible.map((column) => column.text(row))),
    )
  return (
    <>
      <Tool label="Columns" icon={<Columns3 className="ic ic-s" />} word="Columns">
        {() => (
          <fieldset className="menu">
            <legend className="sr">Columns</legend>
            {columns.map((column) => (
              <label key={column.id}>
                <input
                  type="checkbox"
                  checked={visible.includes(column)}
                  disabled={visible.length === 1 && visible.includes(column)}
                  onChange={() => toggle(column.id)}
                />
                {column.header}
              </label>
            ))}
            <button type="button" onClick={() => onColumns(null)}>
              Back to the default
            </button>
          </fieldset>
        )}
      </Tool>
      <Tool label="Export" icon={<Download className="ic ic-s" />} word="CSV">
        {(close) => (
          <ul className="menu">
            <li>
              <button
                type="button"
                onClick={() => {
                  saveFile(`${name}.csv`, 'text/csv', csv())
                  close()
                }}
              >
                {`CSV of ${rows.length} rows, columns shown`}
              </button>
            </li>
            <li>
              <button
                type="button"
                onClick={() => {
                  saveFile(`${name}.json`, 'application/json', JSON.stringify(rows, null, 2))
                  close()
                }}
              >
                {`JSON of ${rows.length} rows, all fields`}
              </button>
            </li>
          </ul>
        )}
      </Tool>
    </>
  )
}

/** A quiet button with its menu; narrow windows leave out `word`. */
function Tool({
  label,
  icon,
  word,
  children,
}: {
  label: string
  icon: ReactNode
  word: string
  children: (close: () => void) => ReactNode
}) {
  return (
    <Popover
      triggerClass="btn quiet"
      label={label}
      align="end"
      trigger={
        <>
          {icon}
          <span className="word">{word}</span>
        </>
      }
    >
      {children}
    </Popover>
  )
}
