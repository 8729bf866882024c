import type { Rebalance } from '@/lib/model/rebalance'

/** Why a field is not known; null where it is. */
type Reasons = Record<
  | 'startedReason'
  | 'joinedReason'
  | 'completedReason'
  | 'durationReason'
  | 'membersBeforeReason'
  | 'partitionsMovedReason',
  string | null
>

/** A rebalance as the pages show it. */
export type RebalanceRow = Rebalance & Reasons

type Time = 'at' | 'startedAt' | 'joinedAt' | 'completedAt'

/** An item of `GET …/rebalances`: its schema is `rebalancesAnswer`. */
export type RebalanceItem = Omit<Rebalance, Time | 'triggers'> &
  Reasons & {
    at: string
    startedAt: string | null
    joinedAt: string | null
    completedAt: string | null
    triggers: (Omit<Rebalance['triggers'][number], 'memberId'> & { member: string | null })[]
  }

/** The row an item of the API stands for. */
export function rebalanceRow(item: RebalanceItem): RebalanceRow {
  return {
    ...item,
    at: Date.parse(item.at),
    startedAt: timeOf(item.startedAt),
    joinedAt: timeOf(item.joinedAt),
    completedAt: timeOf(item.completedAt),
    triggers: item.triggers.map(({ member, ...trigger }) => ({ ...trigger, memberId: member })),
  }
}

function timeOf(iso: string | null): number | null {
  return iso === null ? null : Date.parse(iso)
}

/** What tells a row from every other: a generation occurs again where a static member is replaced or a group is made anew. */
export function rebalanceKey({ group, generation, at }: Pick<Rebalance, 'group' | 'generation' | 'at'>): string {
  return `${generation} ${at} ${group}`
}
