import type { CellState } from '../health/partition-status'

/** `gone`: was here, is not; `missing`: named in assignments but never seen; `frozen`: registered, does not answer us. */
export type BrokerState = 'alive' | 'not-answering' | 'gone' | 'missing' | 'unknown'

/** One broker as the list, the overview's tanks and the API show it. */
export interface BrokerRow {
  id: number
  host: string | null
  port: number | null
  rack: string | null
  endpoints: string[]
  state: BrokerState
  glyph: CellState
  /** Why it is in that state, in words; null when alive. */
  stateReason: string | null
  /** Since when it is in that state (registration ctime, departure, silence); epoch ms, null = unknown. */
  since: number | null
  sinceReason: string | null
  isController: boolean
  /** Partitions it leads, of which it is a replica, of which it is a replica out of the ISR. */
  leaders: number
  replicas: number
  outOfSync: number
  /** (leaders − mean) ÷ mean over live brokers, in percent; null without live brokers. */
  leaderSkewPercent: number | null
  replicaSkewPercent: number | null
  /** Of the partitions whose preferred leader it is, how many it leads; null when there are none. */
  preferredLeaderPercent: number | null
  sizeBytes: string | null
  sizeReason: string | null
  latencyMs: number | null
  software: string | null
  /** ZooKeeper session, `0x…`. */
  session: string | null
  /** Broker epoch (czxid), `0x…`. */
  epoch: string | null
}
