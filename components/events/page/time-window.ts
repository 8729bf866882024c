const MINUTE_MS = 60_000
const UNIT_MS = new Map([
  ['s', 1_000],
  ['m', MINUTE_MS],
  ['h', 60 * MINUTE_MS],
  ['d', 24 * 60 * MINUTE_MS],
])

/**
 * A point in time as a person or an address names it, in UTC: `now-1h`, `14:02`, `14:02:07.5` (of the day of `now`),
 * `2026-11-21 14:02`, ISO 8601 with or without zone. Epoch ms; null when it is none.
 */
export function readTime(text: string, now: number): number | null {
  const trimmed = text.trim()
  const relative = /^now(?:-(\d{1,6})([smhd]))?$/.exec(trimmed)
  if (relative) return now - Number(relative[1] ?? 0) * (UNIT_MS.get(relative[2] ?? 's') ?? 0)
  const clock = /^\d{1,2}:\d\d(:\d\d(\.\d{1,3})?)?$/.test(trimmed)
  const day = new Date(now).toISOString().slice(0, 10)
  const full = clock ? `${day}T${trimmed.indexOf(':') === 1 ? '0' : ''}${trimmed}` : trimmed
  const dated = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?$/.exec(full)
  if (!dated) return null
  const at = Date.parse(`${dated[1]}T${dated[2]}${dated[3] ?? 'Z'}`)
  return Number.isNaN(at) ? null : at
}
