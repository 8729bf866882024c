'use client'

import { nextSort, type SortState } from '@/lib/table-state'
import { type Column, columnClass } from '../column'
import { GRID_ROLE } from './grid-roles'

/** The head row: a button on each column that can be sorted by. */
export function TableHead<Row>({
  columns,
  sort,
  onSort,
}: {
  columns: readonly Column<Row>[]
  sort: SortState
  onSort: (sort: string) => void
}) {
  return (
    <thead {...GRID_ROLE.group}>
      <tr {...GRID_ROLE.row} aria-rowindex={1}>
        {columns.map((column) => {
          const sorted = sort.column === column.id
          const title = (
            <>
              {column.header}
              {column.unit ? <span className="u"> {column.unit}</span> : null}
            </>
          )
          return (
            <th
              key={column.id}
              {...GRID_ROLE.head}
              scope="col"
              className={columnClass({ ...column, mono: false }) || undefined}
              aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
            >
              {column.sort ? (
                <button type="button" onClick={() => onSort(nextSort(sort, column.id, column.align === 'right'))}>
                  {title}
                </button>
              ) : (
                title
              )}
            </th>
          )
        })}
        <th {...GRID_ROLE.head} scope="col" className="more">
          <span className="sr">Actions</span>
        </th>
      </tr>
    </thead>
  )
}
