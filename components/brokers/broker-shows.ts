import type { BrokerPartition } from './broker-partitions-view'

/** The groups of a broker's partitions that a chip selects, in the order they are offered. */
export const BROKER_SHOWS = ['all', 'leads', 'follows', 'out-of-sync', 'offline', 'underMinIsr', 'losesLeader'] as const

export type BrokerShow = (typeof BROKER_SHOWS)[number]

const KEEPS: Record<BrokerShow, (row: BrokerPartition) => boolean> = {
  all: () => true,
  leads: ({ role }) => role === 'leader',
  follows: ({ role }) => role === 'in-sync' || role === 'out-of-sync',
  'out-of-sync': ({ role }) => role === 'out-of-sync' || role === 'offline',
  offline: ({ ifStops }) => ifStops === 'offline',
  underMinIsr: ({ ifStops }) => ifStops === 'underMinIsr',
  losesLeader: ({ ifStops }) => ifStops === 'losesLeader',
}

/** The chip an URL names; anything else is `all`. */
export function readBrokerShow(value: string): BrokerShow {
  return BROKER_SHOWS.find((show) => show === value) ?? 'all'
}

/** The partitions the chip selects, in their given order. */
export function showPartitions(rows: readonly BrokerPartition[], show: BrokerShow): readonly BrokerPartition[] {
  return show === 'all' ? rows : rows.filter(KEEPS[show])
}

/** How many partitions each chip would show. */
export function showCounts(rows: readonly BrokerPartition[]): Record<BrokerShow, number> {
  const counts = { all: 0, leads: 0, follows: 0, 'out-of-sync': 0, offline: 0, underMinIsr: 0, losesLeader: 0 }
  for (const row of rows) for (const show of BROKER_SHOWS) if (KEEPS[show](row)) counts[show]++
  return counts
}
