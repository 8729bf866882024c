import { formatCursor, type PagePosition, parseCursor, type Scalar } from './cursor'

/** How rows are ordered: by a value, and where it is equal by their key, which no two rows share. */
export interface PageOrder<Row> {
  /** What they are sorted by; null is unknown and comes last in both directions. */
  value: (row: Row) => Scalar
  descending: boolean
  /** Compared part by part, ascending. */
  key: (row: Row) => readonly (string | number)[]
  /** Turns the order of keys round too. */
  keyDescending?: boolean
}

/** What was asked for. `scope` names the list and its parameters: a cursor is valid in its own scope only. */
interface PageRequest<Row> {
  limit: number
  cursor: string | undefined
  scope: string
  order: PageOrder<Row>
}

export interface Page<Row> {
  rows: Row[]
  /** Of all pages. */
  total: number
  /** null on the last page. */
  nextCursor: string | null
}

/**
 * One page of the rows. The cursor holds the place in the order, not a count, so rows that come or go elsewhere
 * neither shift nor repeat anything. A cursor that is none is `invalid`.
 */
export function pageOf<Row>(all: readonly Row[], { limit, cursor, scope, order }: PageRequest<Row>): Page<Row> {
  const after = cursor === undefined ? null : parseCursor(scope, cursor)
  const placed = all.map((row) => ({ row, at: { value: order.value(row), key: order.key(row) } }))
  const rest = after === null ? placed : placed.filter(({ at }) => compare(at, after, order) > 0)
  rest.sort((a, b) => compare(a.at, b.at, order))
  const page = rest.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map(({ row }) => row),
    total: all.length,
    nextCursor: last && rest.length > page.length ? formatCursor(scope, last.at) : null,
  }
}

function compare(
  a: PagePosition,
  b: PagePosition,
  { descending, keyDescending = false }: Pick<PageOrder<never>, 'descending' | 'keyDescending'>,
): number {
  return compareValues(a.value, b.value, descending) || compareKeys(a.key, b.key) * (keyDescending ? -1 : 1)
}

function compareValues(a: Scalar, b: Scalar, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  return a === b ? 0 : a < b === descending ? 1 : -1
}

function compareKeys(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [index, part] of a.entries()) {
    const other = b[index]
    if (other === undefined) return 1
    if (part !== other) return part < other ? -1 : 1
  }
  return a.length - b.length
}
