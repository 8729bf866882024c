import { formatExact } from '@/lib/format'
import { Unknown } from './unknown'

/** A log offset: every digit, grouped, in the data face; never shortened. */
export function Offset({ value, reason = null }: { value: string | null; reason?: string | null }) {
  if (value === null) return <Unknown reason={reason} />
  return <span className="mono">{formatExact(value)}</span>
}
