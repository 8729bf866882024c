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
  | 'at-min-isr'
  | 'not-preferred'
  | 'reassigning'
  | 'in-sync'
  | 'new'
  | 'unknown'

/** Where the partition stands in Kafka's own state machine. */
export type PartitionLifecycle = 'online' | 'offline' | 'new' | 'nonexistent' | 'unknown'
