import { formatDuration } from '@/lib/format'

/** A round trip: one decimal below 10 ms, where whole milliseconds hide the difference between brokers. */
export function formatLatency(ms: number): string {
  return ms < 10 ? `${ms.toFixed(1)}\u00a0ms` : formatDuration(ms)
}
