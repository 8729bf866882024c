import { editDistance } from './edit-distance'

/** The names most like the wanted one, nearest first; those that share too little are left out. */
export function nearestNames(wanted: string, names: Iterable<string>, limit = 5): string[] {
  const target = wanted.toLowerCase()
  const scored: { name: string; distance: number }[] = []
  for (const name of names) {
    const lower = name.toLowerCase()
    const contains = lower.includes(target) || target.includes(lower)
    const most = contains ? Number.POSITIVE_INFINITY : Math.max(2, Math.ceil(target.length / 3))
    const distance = contains
      ? Math.abs(lower.length - target.length) / 10
      : Math.abs(lower.length - target.length) > most
        ? most + 1
        : editDistance(target, lower)
    if (distance <= most) scored.push({ name, distance })
  }
  scored.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
  return scored.slice(0, limit).map(({ name }) => name)
}
