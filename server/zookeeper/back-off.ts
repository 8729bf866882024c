const FIRST_MS = 1_000
const CAP_MS = 15_000

/**
 * The wait before try number `round` (from 1) in ms: 1 s growing by half each time up to 15 s, half of it random so
 * that several dashboards do not return to a restarted ensemble at once. It grows slower than doubling because an
 * ensemble that elects a leader refuses everyone for seconds and is then back.
 */
export function backOffMs(round: number, random: () => number = Math.random): number {
  const full = Math.min(CAP_MS, FIRST_MS * 1.5 ** (round - 1))
  return full / 2 + (full / 2) * random()
}
