/** Optimal string alignment, case counting: Levenshtein plus the swap of two neighbours, the commonest slip of all. */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const replace = (last[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1)
      const edits = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, replace)
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      current.push(swapped ? Math.min(edits, (beforeLast[column - 2] ?? 0) + 1) : edits)
    }
    beforeLast = last
    last = current
  }
  return last[to.length] ?? 0
}
