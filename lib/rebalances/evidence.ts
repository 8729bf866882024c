/** A length of time with the digits that matter in a comparison: `6.2 s`, `300 ms`. */
export function seconds(ms: number): string {
  return ms < 1_000 ? `${Math.round(ms)}\u00a0ms` : `${(ms / 1_000).toFixed(1).replace(/\.0$/, '')}\u00a0s`
}

/** `1 partition`, `2 partitions`. */
export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`
}
