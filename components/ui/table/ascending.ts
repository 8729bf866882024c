/** Orders rows by a number, the unknown before everything known; equal rows stand as `tie` says. */
export function ascending<Row>(
  read: (row: Row) => number | bigint | null,
  tie: (a: NoInfer<Row>, b: NoInfer<Row>) => number,
) {
  return (a: Row, b: Row): number => {
    const [left, right] = [read(a) ?? Number.NEGATIVE_INFINITY, read(b) ?? Number.NEGATIVE_INFINITY]
    return left < right ? -1 : left > right ? 1 : tie(a, b)
  }
}

/** The same for int64 as decimal strings, which exceed what a number can hold. */
export function ascendingInt64<Row>(
  read: (row: Row) => string | null,
  tie: (a: NoInfer<Row>, b: NoInfer<Row>) => number,
) {
  return ascending((row: Row) => {
    const value = read(row)
    return value === null ? null : BigInt(value)
  }, tie)
}
