/** The past of one partition: from the first record in the time window up to the end. */
export interface PastOfPartition {
  partition: number
  from: bigint
  end: bigint
  /** Estimated, never 0. */
  bytesPerOffset: number
}

/**
 * Where to begin in each partition so that all of it is about `budgetBytes`: partitions that need less than an equal share
 * leave the rest to the others, and what does not fit is cut off at the old end. Keyed by partition.
 */
export function planBackfill(pasts: readonly PastOfPartition[], budgetBytes: number): Map<number, bigint> {
  const starts = new Map<number, bigint>()
  const need = ({ from, end, bytesPerOffset }: PastOfPartition) => Number(end - from) * bytesPerOffset
  let left = budgetBytes
  let waiting = pasts.length
  for (const past of [...pasts].sort((a, b) => need(a) - need(b))) {
    const granted = Math.min(need(past), left / waiting)
    // Whole offsets, and all of them where all were granted.
    const offsets = granted === need(past) ? past.end - past.from : BigInt(Math.floor(granted / past.bytesPerOffset))
    starts.set(past.partition, past.end - offsets)
    left -= granted
    waiting -= 1
  }
  return starts
}
