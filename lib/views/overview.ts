import type { CellState } from '../health/partition-status'
import type { Problem } from '../health/problem'
import type { Verdict } from '../health/sentence'

/** One cell of the problem board, exclusive: a partition counts once, in its worst state. */
export interface BoardCell {
  kind: 'offline' | 'under-min-isr' | 'under-replicated' | 'brokers' | 'not-preferred' | 'at-min-isr'
  glyph: CellState
  label: string
  count: number
  /** "of 3" where a total makes sense. */
  of: number | null
  /** Null when nothing is wrong or the time is unknown. */
  since: number | null
  /** Up to two lines naming the worst. */
  who: string[]
  href: string
}

/** One broker's tank in the partition map: cells in topic, partition order. */
export interface Tank {
  broker: number
  leaders: number
  rack: string | null
  isController: boolean
  gone: boolean
  goneSince: number | null
  /** `topic/partition` of each cell. */
  keys: string[]
  /** One letter a cell: `o` in sync, `s` lost a follower, `u` lost the preferred leader's copy, `m` under min ISR, `x` offline, `v` moving, `?` unknown. */
  cells: string
}

/** The overview as HTML, browser and API share it. */
export interface Overview {
  verdict: Verdict
  problems: Problem[]
  board: BoardCell[]
  /** Facts that hold, one short sentence each. */
  checks: string[]
  tanks: Tank[]
  legend: {
    offline: number
    underMinIsr: number
    lostLeaderCopy: number
    lostFollower: number
    inSync: number
    moving: number
    unknown: number
  }
  partitions: number
  topics: number
  brokersAlive: number
  brokersTotal: number
  controller: { id: number | null; since: number | null; epoch: number | null }
}
