import { formatCount, formatExact } from '@/lib/format'
import { Unknown } from './unknown'

/** A count of things: exact up to 999,999, then short with the exact number on hover. int64 comes as a string. */
export function Count({ value, reason = null }: { value: number | string | null; reason?: string | null }) {
  if (value === null) return <Unknown reason={reason} />
  const short = formatCount(value)
  const exact = formatExact(value)
  return short === exact ? short : <span title={exact}>{short}</span>
}
