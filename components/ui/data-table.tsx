'use client'

import { Fragment, lazy, type ReactNode, Suspense, useCallback, useId, useMemo, useRef, useState } from 'react'
import { formatExact } from '@/lib/format'
import { parseSort, sortRows } from '@/lib/table-state'
import type { Column } from './column'
import { Panel } from './panel'
import { GRID_ROLE } from './table/grid-roles'
import { Spacer } from './table/spacer'
import { TableHead } from './table/table-head'
import { TableRow } from './table/table-row'
import { TableTools } from './table/table-tools'
import { useHeldOrder } from './table/use-held-order'
import { useRowCursor } from './table/use-row-cursor'
import { useUrlState } from './url-state'

/** Above this many rows only those in sight are drawn. */
const VIRTUAL_ABOVE = 100
/** How many stand there until the code that draws the rest is fetched, and how high the others are taken to be. */
const FIRST_ROWS = 60
const ROW_PX = 28

/** Fetched by the first table that is long. */
const VirtualRows = lazy(() => import('./table/virtual-rows').then((module) => ({ default: module.VirtualRows })))

/** A table of live rows. `columns`, `getKey` and `rowHref` must be stable (module scope or `useCallback`). */
export interface DataTableProps<Row> {
  columns: readonly Column<Row>[]
  /** Already filtered. */
  rows: readonly Row[]
  getKey: (row: Row) => string
  /** `-lag` is descending by the column `lag`. */
  defaultSort: string
  /** Prefix of this table's parameters in the address, where a page has several tables. */
  param?: string
  empty?: ReactNode
  rowHref?: (row: Row) => string
  /** What the table lists, for screen readers and file names. */
  caption: string
  /** Left in the foot, after the count. */
  footer?: ReactNode
  /** How many rows there are without the filter. */
  total?: number
  /** With a title the table draws its own panel, tools in its head. */
  title?: ReactNode
  sub?: ReactNode
  end?: ReactNode
  /** What stands open below a row, over its whole width; null for a row that is closed. */
  detail?: (row: Row) => ReactNode
  /** What Enter does with the row under the cursor, where it does not follow `rowHref`. */
  onEnter?: (row: Row) => void
  /** Rows of things that are gone: drawn faint. */
  isGhost?: (row: Row) => boolean
}

/** Columns of virtual rows may grow while scrolling, but never shrink: nothing jumps. */
function holdWidths(table: HTMLTableElement): void {
  for (const head of table.tHead?.rows[0]?.cells ?? []) {
    const width = Math.ceil(head.getBoundingClientRect().width)
    if (width > Number.parseInt(head.style.minWidth || '0', 10)) head.style.minWidth = `${width}px`
  }
}

/** Sorts, orders without jumping, draws only what is in sight, and keeps sort and columns in the address. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, getKey, rowHref, caption, total, isGhost, detail, onEnter } = props
  const prefix = props.param ? `${props.param}.` : ''
  const [sortText, setSort] = useUrlState(`${prefix}sort`, props.defaultSort)
  const [chosen, setChosen] = useUrlState(`${prefix}cols`, '')
  const [pointer, setPointer] = useState(false)
  const [focus, setFocus] = useState(false)
  const scroller = useRef<HTMLDivElement>(null)
  const table = useRef<HTMLTableElement>(null)
  const id = useId()

  const visible = useMemo(() => {
    const ids = chosen === '' ? null : new Set(chosen.split(','))
    const some = columns.filter((column) => (ids ? ids.has(column.id) : !column.defaultHidden))
    return some.length > 0 ? some : columns
  }, [columns, chosen])
  const sort = parseSort(sortText)
  const compare = columns.find((column) => column.id === sort.column)?.sort
  const sorted = useMemo(
    () => (compare ? sortRows(rows, compare, sort.descending) : rows),
    [rows, compare, sort.descending],
  )
  const held = useHeldOrder(sorted, getKey, sortText, pointer || focus)
  const shown = held.rows
  const keys = useMemo(() => shown.map(getKey), [shown, getKey])

  const virtual = shown.length > VIRTUAL_ABOVE
  const reveal = useRef<((index: number) => void) | null>(null)
  const onWindow = useCallback(() => {
    if (table.current) holdWidths(table.current)
  }, [])

  const hrefOf = (row: Row): string | null => rowHref?.(row) ?? null
  const cursor = useRowCursor({
    table,
    keys,
    hrefOf: (index) => {
      const row = shown[index]
      return row === undefined ? null : hrefOf(row)
    },
    open: onEnter
      ? (index) => {
          const row = shown[index]
          if (row !== undefined) onEnter(row)
        }
      : null,
    reveal: (index) => {
      if (reveal.current) reveal.current(index)
      else table.current?.querySelector(`[data-index="${index}"]`)?.scrollIntoView({ block: 'nearest' })
    },
  })

  const cursorIndex = cursor === null ? -1 : keys.indexOf(cursor)
  // The grid itself holds the focus; the row under the cursor is named by its place, since keys may hold any character.
  const grid = {
    ...GRID_ROLE.grid,
    tabIndex: 0,
    'aria-activedescendant': cursorIndex < 0 ? undefined : `${id}-${cursorIndex}`,
  }

  const drawRow = (index: number, measure?: (element: HTMLElement | null) => void): ReactNode => {
    const row = shown[index]
    const key = keys[index]
    if (row === undefined || key === undefined) return null
    const opened = detail?.(row) ?? null
    const drawn = (
      <TableRow
        key={key}
        id={`${id}-${index}`}
        row={row}
        index={index}
        columns={visible}
        href={hrefOf(row)}
        ghost={isGhost?.(row) ?? false}
        cursor={cursor === key}
        measure={measure}
      />
    )
    if (opened === null) return drawn
    return (
      <Fragment key={key}>
        {drawn}
        <tr {...GRID_ROLE.row} className="opened">
          <td {...GRID_ROLE.cell} colSpan={visible.length + 1}>
            {opened}
          </td>
        </tr>
      </Fragment>
    )
  }
  const firstRows = virtual ? (
    <>
      {shown.slice(0, FIRST_ROWS).map((_, index) => drawRow(index))}
      <Spacer height={(shown.length - FIRST_ROWS) * ROW_PX} span={visible.length + 1} />
    </>
  ) : null

  const tools = (
    <TableTools
      name={caption.toLowerCase().replace(/[^a-z0-9]+/g, '-')}
      columns={columns}
      visible={visible}
      rows={shown}
      onColumns={(ids) => setChosen(ids === null ? '' : ids.join(','))}
    />
  )
  const foot = (
    <>
      <span>
        {total === undefined || total === rows.length
          ? formatExact(rows.length)
          : `${formatExact(rows.length)} of ${formatExact(total)}`}
      </span>
      {props.footer}
      <span className="keys">
        <kbd className="kbd">j</kbd>
        <kbd className="kbd">k</kbd> rows{rowHref || onEnter ? <kbd className="kbd">↵</kbd> : null}
        {rowHref || onEnter ? ' open' : null}
      </span>
      {props.title === undefined ? tools : null}
    </>
  )
  const body = (
    // biome-ignore lint/a11y/noStaticElementInteractions: watches whether someone is reading the rows, offers no action
    <div
      className="tblf"
      onPointerEnter={() => setPointer(true)}
      onPointerLeave={() => setPointer(false)}
      onFocus={() => setFocus(true)}
      onBlur={(event) => setFocus(event.currentTarget.contains(event.relatedTarget))}
    >
      {held.moved > 0 && (pointer || focus) ? (
        <button type="button" className="chip reorder" aria-pressed="true" onClick={held.apply}>
          {`${formatExact(held.moved)} rows changed order, apply`}
        </button>
      ) : null}
      <div className="tblw" ref={scroller}>
        <table
          ref={table}
          className="tbl"
          {...grid}
          data-table=""
          aria-label={caption}
          aria-rowcount={shown.length + 1}
        >
          <TableHead columns={visible} sort={sort} onSort={setSort} />
          <tbody {...GRID_ROLE.group}>
            {virtual ? (
              <Suspense fallback={firstRows}>
                <VirtualRows
                  scroller={scroller}
                  keys={keys}
                  span={visible.length + 1}
                  row={drawRow}
                  onWindow={onWindow}
                  reveal={reveal}
                />
              </Suspense>
            ) : (
              shown.map((_, index) => drawRow(index))
            )}
          </tbody>
        </table>
        {rows.length === 0 ? props.empty : null}
      </div>
    </div>
  )
  if (props.title !== undefined) {
    return (
      <Panel
        title={props.title}
        sub={props.sub}
        end={
          <>
            {props.end}
            {tools}
          </>
        }
        footer={foot}
      >
        {body}
      </Panel>
    )
  }
  return (
    <>
      {body}
      <div className="tblfoot">{foot}</div>
    </>
  )
}
