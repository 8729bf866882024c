import type { GroupOffsets } from '../model/consumer-group'

/**
 * What groups have committed and, read after that, where the logs begin and end; keyed "topic/partition". What could not
 * be read is left out, or says so in its group.
 */
export interface OffsetReading {
  /** When the ends were read, epoch ms. */
  at: number
  /** Whether it is about all groups and partitions of the cluster, or only some. */
  complete: boolean
  starts: ReadonlyMap<string, bigint>
  /** Null where an end was asked for and could not be read. */
  ends: ReadonlyMap<string, bigint | null>
  groups: readonly GroupOffsets[]
}
