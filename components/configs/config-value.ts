import { formatBytes } from '@/lib/format'

/** From here on Kafka means "never" or "no limit" (its own defaults are the largest int32 and int64). */
const LARGEST = new Set(['2147483647', '9223372036854775807', '18446744073709551615'])

const UNITS: readonly (readonly [suffix: string, unitMs: bigint])[] = [
  ['.ms', 1n],
  ['.seconds', 1_000n],
  ['.secs', 1_000n],
  ['.minutes', 60_000n],
  ['.hours', 3_600_000n],
]

/**
 * A configuration value as a person says it: "7 d" for retention.ms 604800000, "1 GiB" for segment.bytes; null when
 * the value already says it. Units come from the key's name, as Kafka has no other place for them.
 */
export function configInWords(name: string, value: string | null): string | null {
  if (value === null || !/^-?\d{1,20}$/.test(value)) return null
  const time = UNITS.find(([suffix]) => name.endsWith(suffix))
  const bytes = name.endsWith('.bytes') || name === 'log.segment.bytes'
  if (LARGEST.has(value)) return time || bytes || name.endsWith('.messages') ? 'no limit' : null
  if (value === '-1') return /retention|timeout|bytes/.test(name) ? 'no limit' : null
  if (value === '-2' && name.includes('local.retention.')) return 'as the topic retention'
  if (value.startsWith('-')) return null
  if (time) return value === '0' ? null : durationInWords(BigInt(value) * time[1])
  if (bytes) return BigInt(value) < 1024n ? null : bytesInWords(BigInt(value))
  return null
}

/** A topic's retention.ms in words, `no limit` for −1; null when unknown. */
export function retentionInWords(retentionMs: string | null): string | null {
  if (retentionMs === null) return null
  return configInWords('retention.ms', retentionMs) ?? `${retentionMs}\u00a0ms`
}

const STEPS: readonly (readonly [unit: string, ms: bigint])[] = [
  ['d', 86_400_000n],
  ['h', 3_600_000n],
  ['m', 60_000n],
  ['s', 1_000n],
  ['ms', 1n],
]

/** A whole number of units without decimals, anything else marked as rounded. */
function bytesInWords(bytes: bigint): string {
  const text = formatBytes(bytes)
  const unit = [1n << 40n, 1n << 30n, 1n << 20n, 1n << 10n].find((size) => bytes >= size) ?? 1n
  return bytes % unit === 0n ? text.replace(/\.0+(?=\D)/, '') : `≈\u00a0${text}`
}

/** Exactly, in as many units as it needs: a setting must not be rounded. */
function durationInWords(durationMs: bigint): string {
  const words: string[] = []
  let left = durationMs
  for (const [unit, ms] of STEPS) {
    const count = left / ms
    left %= ms
    if (count > 0n) words.push(`${count}\u00a0${unit}`)
  }
  return words.join('\u00a0')
}
