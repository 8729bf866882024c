import type { Level } from './level'

/** Closed list of problem kinds this build can find. */
export type ProblemKind =
  | 'offline-partitions'
  | 'under-min-isr'
  | 'at-min-isr'
  | 'under-replicated'
  | 'not-preferred'
  | 'broker-missing'
  | 'broker-not-answering'
  | 'controller-missing'
  | 'controller-zombie'
  | 'session-lost'
  | 'source-down'

/** Something wrong with the cluster, with its count, its start and the names of the worst. */
export interface Problem {
  kind: ProblemKind
  level: Level
  sentence: string
  count: number
  /** Epoch ms; null when it stood before we could know. */
  since: number | null
  /** `topic-partition` or broker ids, worst first, at most ten. */
  items: string[]
}
