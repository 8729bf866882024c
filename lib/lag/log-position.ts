/** Where a log ended, or where a group stood in it, at a moment (epoch ms). */
export interface LogPosition {
  at: number
  offset: bigint
}

/** A group in one partition, now. */
export interface GroupPosition {
  /** The next offset the group would read. */
  committed: bigint
  /** The oldest offset that is kept; null when not known. */
  start: bigint | null
  /** The next offset to be written. */
  end: bigint
  /** When the end was read, epoch ms. */
  readAt: number
  /** Epoch ms. */
  now: number
}
