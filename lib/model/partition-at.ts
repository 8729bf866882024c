/** One partition's item; lists are ascending and mostly dense, so the index is tried before searching. */
export function partitionAt<T extends { partition: number }>(
  list: readonly T[] | undefined,
  partition: number,
): T | undefined {
  const guess = list?.[partition]
  return guess?.partition === partition ? guess : list?.find((item) => item.partition === partition)
}
