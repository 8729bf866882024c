/** The names most like the wanted one, nearest first; those that share too little are left out. */
export function nearestNames(wanted: string, names: Iterable<string>, limit = 5): string[] {
  const target = wanted.toLowerCase()
  const scored: { name: string; distance: number }[] = []
  for (const name of names) {
    const lower = name.toLowerCase()
    const contains = lower.includes(target) || target.includes(lower)
    const most = contains ? Number.POSITIVE_INFINITY : Math.max(2, Math.ceil(target.length / 3))
    const distance = contains ? Math.abs(lower.length - target.length) / 10 : editDistance(target, lower, most)
    if (distance <= most) scored.push({ name, distance })
  }
  scored.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
  return scored.slice(0, limit).map(({ name }) => name)
}

/** Levenshtein's distance, given up as soon as it must exceed `most`. */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    if (Math.min(...next) > most) return most + 1
    row = next
  }
  return row[b.length] ?? most + 1
}
