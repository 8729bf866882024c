import { formatBytes, formatExact } from '@/lib/format'
import { Unknown } from './unknown'

/** A size in powers of 1024, the exact bytes on hover. int64 comes as a string. */
export function Bytes({ value, reason = null }: { value: number | string | null; reason?: string | null }) {
  if (value === null) return <Unknown reason={reason} />
  return <span title={`${formatExact(value)} bytes`}>{formatBytes(value)}</span>
}
