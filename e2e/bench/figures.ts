/** The value below which `share` (0…1) of the values lie; nearest rank. Throws on no values. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) throw new Error('no values')
  return value
}

/** One line of the report: what was measured, the figure, what was asked for, and whether it is reached. */
export function figure(name: string, value: number, unit: string, limit: number | null, more = ''): string {
  const asked =
    limit === null ? '' : value <= limit ? `   (≤ ${limit} ${unit}: reached)` : `   (≤ ${limit} ${unit}: NOT reached)`
  return `${name.padEnd(58)} ${value.toFixed(value < 10 ? 2 : 0).padStart(8)} ${unit}${asked}${more ? `   ${more}` : ''}`
}
