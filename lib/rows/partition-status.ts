/** The six states everything is drawn with (look: tokens `ok urp minisr offline move unknown`). */
export type CellState = 'ok' | 'urp' | 'minisr' | 'offline' | 'move' | 'unknown'

/** What can be wrong with a partition, as Kafka's own presets count it; one partition can have several. */
export type PartitionProblem =
  | 'unavailable'
  | 'under-min-isr'
  | 'at-min-isr'
  | 'under-replicated'
  | 'not-preferred'
  | 'reassigning'

/** The one word a partition is counted under on the board: its worst problem. */
export type PartitionStatus =
  | 'offline'
  | 'under-min-isr'
  | 'under-replicated'
  | 'not-preferred'
  | 'reassigning'
  | 'in-sync'
  | 'new'
  | 'unknown'

/** Where the partition stands in Kafka's own state machine. */
export type PartitionLifecycle = 'online' | 'offline' | 'new' | 'nonexistent' | 'unknown'

/** Severity of each status, worst highest: the order of lists and of the worst of several. */
export const STATUS_RANK: Record<PartitionStatus, number> = {
  'in-sync': 0,
  'not-preferred': 1,
  reassigning: 2,
  unknown: 4,
  new: 5,
  'under-replicated': 6,
  'under-min-isr': 7,
  offline: 8,
}

/** The glyph and colour of each status. */
export const STATUS_CELL: Record<PartitionStatus, CellState> = {
  'in-sync': 'ok',
  'not-preferred': 'ok',
  reassigning: 'move',
  unknown: 'unknown',
  new: 'move',
  'under-replicated': 'urp',
  'under-min-isr': 'minisr',
  offline: 'offline',
}

/** The word shown for each status. */
export const STATUS_WORD: Record<PartitionStatus, string> = {
  'in-sync': 'In sync',
  'not-preferred': 'Not preferred',
  reassigning: 'Reassigning',
  unknown: 'Unknown',
  new: 'New',
  'under-replicated': 'Under-replicated',
  'under-min-isr': 'Under min ISR',
  offline: 'Offline',
}

/** What deciding needs to know of one partition. */
export interface PartitionFacts {
  /** null = none. */
  leader: number | null
  replicas: readonly number[]
  adding: readonly number[]
  removing: readonly number[]
  isr: readonly number[]
  /** null = unknown: then nothing is said about min ISR. */
  minInsyncReplicas: number | null
  live: ReadonlySet<number>
}

/**
 * The problems of one partition, by the tests of Kafka's own TopicCommand: leaderless counts as under min ISR, the
 * replicas being added do not count as missing.
 */
export function partitionProblems(facts: PartitionFacts): PartitionProblem[] {
  const { leader, replicas, adding, removing, isr, minInsyncReplicas, live } = facts
  const problems: PartitionProblem[] = []
  const preferred = replicas[0]
  if (leader === null || !live.has(leader)) problems.push('unavailable')
  if (leader === null || (minInsyncReplicas !== null && isr.length < minInsyncReplicas)) problems.push('under-min-isr')
  if (minInsyncReplicas !== null && isr.length === minInsyncReplicas) problems.push('at-min-isr')
  if (replicas.length - adding.length > isr.length) problems.push('under-replicated')
  if (adding.length > 0 || removing.length > 0) problems.push('reassigning')
  if (leader !== null && preferred !== undefined && leader !== preferred && isr.includes(preferred))
    problems.push('not-preferred')
  return problems
}

/**
 * The worst of the problems as one word. Being at min ISR is worth a word only where a replica is missing too:
 * with as many replicas as min ISR asks for it is how the topic was made.
 */
export function partitionStatus(problems: readonly PartitionProblem[]): PartitionStatus {
  if (problems.includes('unavailable')) return 'offline'
  if (problems.includes('under-min-isr')) return 'under-min-isr'
  if (problems.includes('under-replicated'))
    return problems.includes('reassigning') ? 'reassigning' : 'under-replicated'
  if (problems.includes('reassigning')) return 'reassigning'
  if (problems.includes('not-preferred')) return 'not-preferred'
  return 'in-sync'
}
