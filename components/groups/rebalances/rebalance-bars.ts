import type { Rebalance } from '@/lib/model/rebalance'

const MINUTE_MS = 60_000

/** The spans a drawing can have, shortest first: in minutes, and as people say it. */
export const SPANS = [
  { value: '10', label: '10 min' },
  { value: '60', label: '1 h' },
  { value: '360', label: '6 h' },
  { value: '1440', label: '24 h' },
] as const

/** One of them. */
export type Span = (typeof SPANS)[number]

/** What a drawing needs of a rebalance. */
export type DrawnRebalance = Pick<
  Rebalance,
  'group' | 'type' | 'generation' | 'at' | 'startedAt' | 'joinedAt' | 'completedAt'
>

/** One bar; times are epoch ms. */
export interface RebalanceBar {
  row: DrawnRebalance
  from: number
  /** Where joining ends and assigning begins; null where it has one part only. */
  joined: number | null
  to: number
  /** The start is not known: what is drawn of it is the least width. */
  isStartUnknown: boolean
  /** It goes on. */
  isOpen: boolean
}

/** Its length, ms. */
export function spanMs({ value }: Span): number {
  return Number(value) * MINUTE_MS
}

/** The shortest span up to `now` that holds all of the rows (a day at most). */
export function spanOf(rows: readonly Pick<Rebalance, 'at'>[], now: number): Span {
  const oldest = rows.reduce((low, { at }) => Math.min(low, at), now)
  return SPANS.find((span) => oldest >= now - spanMs(span)) ?? SPANS[SPANS.length - 1] ?? SPANS[0]
}

/** The bars of one group's rows (newest first) that lie within a time, oldest first. */
export function rebalanceBars(rows: readonly DrawnRebalance[], from: number, now: number): RebalanceBar[] {
  return rows
    .flatMap((row, index) => {
      const { type, at, startedAt, joinedAt, completedAt } = row
      const next = rows[index - 1]
      const end = completedAt ?? (next === undefined ? now : (next.startedAt ?? next.at))
      const start = startedAt ?? joinedAt ?? Math.min(at, end)
      const bar: RebalanceBar = {
        row,
        from: start,
        joined: type === 'classic' ? joinedAt : null,
        to: Math.max(start, end),
        isStartUnknown: startedAt === null,
        isOpen: completedAt === null && next === undefined,
      }
      return bar.to < from ? [] : [bar]
    })
    .reverse()
}
