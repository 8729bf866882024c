'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { formatExact } from '@/lib/format'
import { parseSort, sortRows } from '@/lib/table-state'
import type { Column } from './column'
import { Panel } from './panel'
import { GRID_ROLE } from './table/grid-roles'
import { TableHead } from './table/table-head'
import { TableRow } from './table/table-row'
import { TableTools } from './table/table-tools'
import { useHeldOrder } from './table/use-held-order'
import { useRowCursor } from './table/use-row-cursor'
import { useUrlState } from './url-state'

/** Above this many rows only those in sight are drawn. */
const VIRTUAL_ABOVE = 100
const ROW_PX = 28
/** What the server draws of a virtual table, before anyone could measure a window. */
const FIRST_RECT = { width: 0, height: 840 }
const OVERSCAN = 12

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
  /** Rows of things that are gone: drawn faint. */
  isGhost?: (row: Row) => boolean
}

function Spacer({ height, span }: { height: number; span: number }) {
  const cell = useRef<HTMLTableCellElement>(null)
  // Set by CSSOM: a style attribute in the server's HTML would be blocked by the CSP.
  useLayoutEffect(() => {
    if (cell.current) cell.current.style.height = `${height}px`
  }, [height])
  return (
    <tr {...GRID_ROLE.none} className="spacer">
      <td {...GRID_ROLE.none} ref={cell} colSpan={span} />
    </tr>
  )
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
  const { columns, rows, getKey, rowHref, caption, total, isGhost } = props
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
  const virtualizer = useVirtualizer({
    count: virtual ? shown.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    initialRect: FIRST_RECT,
    overscan: OVERSCAN,
    getItemKey: (index) => keys[index] ?? index,
  })
  const items = virtualizer.getVirtualItems()
  const indices = virtual ? items.map((item) => item.index) : shown.map((_, index) => index)
  const above = virtual ? (items[0]?.start ?? 0) : 0
  const below = virtual ? virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) : 0
  const first = indices[0]
  // Measured again for each window of rows: `first` stands for it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    if (virtual && table.current) holdWidths(table.current)
  }, [virtual, first])

  const hrefOf = (row: Row): string | null => rowHref?.(row) ?? null
  const cursor = useRowCursor({
    table,
    keys,
    hrefOf: (index) => {
      const row = shown[index]
      return row === undefined ? null : hrefOf(row)
    },
    reveal: (index) => {
      if (virtual) virtualizer.scrollToIndex(index)
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
        <kbd className="kbd">k</kbd> rows{rowHref ? <kbd className="kbd">↵</kbd> : null}
        {rowHref ? ' open' : null}
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
            {above > 0 ? <Spacer height={above} span={visible.length + 1} /> : null}
            {indices.map((index) => {
              const row = shown[index]
              const key = keys[index]
              if (row === undefined || key === undefined) return null
              return (
                <TableRow
                  key={key}
                  id={`${id}-${index}`}
                  row={row}
                  index={index}
                  columns={visible}
                  href={hrefOf(row)}
                  ghost={isGhost?.(row) ?? false}
                  cursor={cursor === key}
                  measure={virtual ? virtualizer.measureElement : undefined}
                />
              )
            })}
            {below > 0 ? <Spacer height={below} span={visible.length + 1} /> : null}
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
