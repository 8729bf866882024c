/** Verdict level, worst last but for `unknown`, which ranks between info and warning. */
export type Level = 'ok' | 'info' | 'unknown' | 'warning' | 'critical'

const RANK: Record<Level, number> = { ok: 0, info: 1, unknown: 2, warning: 3, critical: 4 }

/** Negative when `a` is milder than `b`. */
export function compareLevels(a: Level, b: Level): number {
  return RANK[a] - RANK[b]
}
