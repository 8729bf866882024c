import { formatDuration } from '../format'
import type { GroupPosition } from './log-position'

/** Where log and group stood some minutes ago; epoch ms. */
export interface EarlierPosition {
  at: number
  end: bigint
  committed: bigint
}

/** How fast a partition grows and is read; a null has its reason beside it. */
export interface Rates {
  producedPerSecond: number | null
  producedPerSecondReason: string | null
  consumedPerSecond: number | null
  consumedPerSecondReason: string | null
  /** Change of the lag; positive when it grows. */
  lagPerMinute: number | null
  lagPerMinuteReason: string | null
  /** Until nothing waits any more, at these rates. */
  etaMs: number | null
  etaReason: string | null
}

/** Over less than this, single commits and bursts would be taken for a rate. */
const LEAST_MS = 20_000

/** The rates between then and now; `then` is null where nothing was recorded. */
export function rates({ committed, end, readAt }: GroupPosition, then: EarlierPosition | null): Rates {
  const spanMs = then === null ? 0 : readAt - then.at
  if (then === null || spanMs < LEAST_MS) {
    const seen = spanMs > 0 ? ` (${formatDuration(spanMs)})` : ''
    return noRates(`it has been watched too short a time${seen}`, committed === end)
  }
  const produced = end - then.end
  if (produced < 0n) return noRates('the log was shortened or made anew', committed === end)
  const consumed = committed - then.committed
  const producedPerSecond = perSecond(produced, spanMs)
  const lagPerMinute = Math.round(perSecond(produced - consumed, spanMs) * 600) / 10
  const shared = { producedPerSecond, producedPerSecondReason: null, lagPerMinute, lagPerMinuteReason: null }
  if (consumed < 0n) {
    const consumedPerSecondReason = 'it went back to an earlier offset'
    return {
      ...shared,
      consumedPerSecond: null,
      consumedPerSecondReason,
      ...eta(end - committed, null, consumedPerSecondReason),
    }
  }
  const consumedPerSecond = perSecond(consumed, spanMs)
  const idle = consumed === 0n ? 'it has read nothing for minutes' : 'it reads no faster than records are written'
  return {
    ...shared,
    consumedPerSecond,
    consumedPerSecondReason: null,
    ...eta(end - committed, perSecond(consumed - produced, spanMs), idle),
  }
}

/** The same reason for all of them; a group that has read all needs no rate to have caught up. */
export function noRates(reason: string, caughtUp = false): Rates {
  return {
    producedPerSecond: null,
    producedPerSecondReason: reason,
    consumedPerSecond: null,
    consumedPerSecondReason: reason,
    lagPerMinute: null,
    lagPerMinuteReason: reason,
    etaMs: caughtUp ? 0 : null,
    etaReason: caughtUp ? null : reason,
  }
}

function eta(
  lag: bigint,
  gainPerSecond: number | null,
  otherwise: string,
): { etaMs: number | null; etaReason: string | null } {
  if (lag <= 0n) return { etaMs: 0, etaReason: null }
  if (gainPerSecond === null || gainPerSecond <= 0) return { etaMs: null, etaReason: otherwise }
  return { etaMs: Math.round((Number(lag) / gainPerSecond) * 1_000), etaReason: null }
}

/** Records per second, to the thousandth; the number of records is divided before it leaves the integers. */
function perSecond(records: bigint, spanMs: number): number {
  return Number((records * 1_000_000n) / BigInt(Math.round(spanMs))) / 1_000
}
