/** Numbers and times as people read them; every space inside a value is a no-break space. */

const NBSP = '\u00a0'
const MINUS = '\u2212'
const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** An integer that may exceed 2^53: int64 values stay strings or bigint all the way to the glass. */
export type Integer = number | string | bigint

/** The value as bigint; a fractional number is rounded, since counts of things have no fraction. */
function toBigInt(value: Integer): bigint {
  return typeof value === 'number' ? BigInt(Math.round(value)) : BigInt(value)
}

function group(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',')
}

/** Every digit, grouped by three: `91,503,214`. */
export function formatExact(value: Integer): string {
  const n = toBigInt(value)
  return n < 0n ? MINUS + group((-n).toString()) : group(n.toString())
}

/** Three significant digits of `n` measured in `unit`, cut and not rounded up, so 999,999,999 never reads as the next unit. */
function threeDigits(n: bigint, unit: bigint): string {
  const hundredths = (n * 100n) / unit
  const whole = hundredths / 100n
  const fraction = (hundredths % 100n).toString().padStart(2, '0')
  if (whole >= 100n) return group(whole.toString())
  return `${whole}.${whole >= 10n ? fraction.slice(0, 1) : fraction}`
}

const COUNT_UNITS: readonly [bigint, string][] = [
  [10n ** 18n, 'E'],
  [10n ** 15n, 'P'],
  [10n ** 12n, 'T'],
  [10n ** 9n, 'G'],
  [10n ** 6n, 'M'],
]

/** Exact and grouped up to 999,999, then `1.24 M`. */
export function formatCount(value: Integer): string {
  const n = toBigInt(value)
  const size = n < 0n ? -n : n
  const unit = COUNT_UNITS.find(([from]) => size >= from)
  if (!unit) return formatExact(n)
  return `${n < 0n ? MINUS : ''}${threeDigits(size, unit[0])}${NBSP}${unit[1]}`
}

const BYTE_UNITS: readonly [bigint, string][] = [
  [1n << 60n, 'EiB'],
  [1n << 50n, 'PiB'],
  [1n << 40n, 'TiB'],
  [1n << 30n, 'GiB'],
  [1n << 20n, 'MiB'],
  [1n << 10n, 'KiB'],
]

/** Bytes in powers of 1024, as Kafka's own settings are: `91.2 MiB`. */
export function formatBytes(value: Integer): string {
  const n = toBigInt(value)
  const size = n < 0n ? -n : n
  const sign = n < 0n ? MINUS : ''
  const unit = BYTE_UNITS.find(([from]) => size >= from)
  return unit ? `${sign}${threeDigits(size, unit[0])}${NBSP}${unit[1]}` : `${sign}${size}${NBSP}B`
}

const two = (n: number): string => String(n).padStart(2, '0')

/** Milliseconds as the two largest units: `850 ms`, `12 s`, `3 m 12 s`, `5 h 04 m`, `3 d 2 h`. Below zero counts as zero. */
export function formatDuration(ms: number): string {
  const t = Math.max(0, Math.floor(ms))
  if (t < SECOND) return `${t}${NBSP}ms`
  if (t < MINUTE) return `${Math.floor(t / SECOND)}${NBSP}s`
  const parts =
    t < HOUR
      ? [Math.floor(t / MINUTE), 'm', two(Math.floor((t % MINUTE) / SECOND)), 's']
      : t < DAY
        ? [Math.floor(t / HOUR), 'h', two(Math.floor((t % HOUR) / MINUTE)), 'm']
        : [Math.floor(t / DAY), 'd', Math.floor((t % DAY) / HOUR), 'h']
  return parts.join(NBSP)
}

/** The age of a reading: one decimal below ten seconds (`1.6 s`), then like a duration. */
export function formatAge(ms: number): string {
  const t = Math.max(0, ms)
  return t < 10 * SECOND ? `${(Math.floor(t / 100) / 10).toFixed(1)}${NBSP}s` : formatDuration(t)
}

/**
 * A moment in UTC: `14:02:07` when it lies on the UTC day of `now`, else `11-20 14:02:07` (with the year when that differs).
 * `ms` keeps the milliseconds, for rows that must be ordered.
 */
export function formatClock(at: number, { now, ms = false }: { now: number; ms?: boolean }): string {
  const iso = new Date(at).toISOString()
  const clock = iso.slice(11, ms ? 23 : 19)
  const today = new Date(now).toISOString()
  if (iso.slice(0, 10) === today.slice(0, 10)) return clock
  return `${iso.slice(iso.slice(0, 4) === today.slice(0, 4) ? 5 : 0, 10)}${NBSP}${clock}`
}

/** A rate per second without its unit (the header names it): one decimal below ten, then like a count. */
export function formatRate(perSecond: number): string {
  if (perSecond > 0 && perSecond < 0.1) return `<${NBSP}0.1`
  if (perSecond > 0 && perSecond < 10) return (Math.floor(perSecond * 10) / 10).toFixed(1)
  return formatCount(perSecond)
}

/** A percentage (100 = all) with one decimal; `100 %` and `0 %` only when exactly all or none. `signed` writes the plus too. */
export function formatPercent(percent: number, { signed = false }: { signed?: boolean } = {}): string {
  const size = Math.abs(percent)
  const sign = percent < 0 ? MINUS : signed && percent > 0 ? '+' : ''
  if (size > 0 && size < 0.1) return `${sign}<${NBSP}0.1${NBSP}%`
  const rounded = Math.round(size * 10) / 10
  const safe = rounded === 100 && size < 100 ? 99.9 : rounded
  return `${sign}${Number.isInteger(safe) ? group(String(safe)) : safe.toFixed(1)}${NBSP}%`
}
