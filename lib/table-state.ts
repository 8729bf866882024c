/** Order of a table, by column id. */
export interface SortState {
  column: string
  descending: boolean
}

/** `-lag` is descending by lag, `lag` ascending. */
export function parseSort(text: string): SortState {
  return text.startsWith('-') ? { column: text.slice(1), descending: true } : { column: text, descending: false }
}

/** The sort a click on a column's head asks for; `rightFirst` columns (numbers) start with the biggest. */
export function nextSort(current: SortState, column: string, rightFirst: boolean): string {
  const descending = current.column === column ? !current.descending : rightFirst
  return descending ? `-${column}` : column
}

/** A new array in order; rows that compare equal keep the order they came in, in both directions. */
export function sortRows<Row>(
  rows: readonly Row[],
  compare: (a: Row, b: Row) => number,
  descending: boolean,
): readonly Row[] {
  return rows.toSorted(descending ? (a, b) => compare(b, a) : compare)
}

/** An order to show, and how many rows stand elsewhere than they should. */
export interface HeldOrder {
  keys: readonly string[]
  moved: number
}

/**
 * The order to show while rows must not jump: rows known before keep their order, new ones go behind the row they
 * should follow, vanished ones go. `moved` is 0 exactly when that is the fresh order itself, and then `keys` is `fresh`;
 * when nothing came or went while the order is held, `keys` is `held` itself.
 */
export function holdOrder(held: readonly string[], fresh: readonly string[]): HeldOrder {
  const known = new Set(held)
  const here = new Set(fresh)
  const kept = held.filter((key) => here.has(key))
  const followers = new Map<string | null, string[]>()
  let before: string | null = null
  for (const key of fresh) {
    if (known.has(key)) {
      before = key
      continue
    }
    const list = followers.get(before)
    if (list) list.push(key)
    else followers.set(before, [key])
  }
  const keys = [...(followers.get(null) ?? [])]
  for (const key of kept) keys.push(key, ...(followers.get(key) ?? []))
  let moved = 0
  for (let index = 0; index < keys.length; index += 1) if (keys[index] !== fresh[index]) moved += 1
  if (moved === 0) return { keys: fresh, moved }
  const unchanged = keys.length === held.length && keys.every((key, index) => key === held[index])
  return { keys: unchanged ? held : keys, moved }
}

/** Cells a spreadsheet would run as a formula get an apostrophe in front; plain negative numbers are left alone. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^-\d+(\.\d+)?$/.test(text) ? `'${text}` : text
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** RFC 4180 lines with a header line. */
export function toCsv(header: readonly string[], rows: Iterable<readonly string[]>): string {
  const lines = [header.map(csvCell).join(',')]
  for (const row of rows) lines.push(row.map(csvCell).join(','))
  return `${lines.join('\r\n')}\r\n`
}
