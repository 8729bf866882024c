import type { PartitionCommit } from '@/lib/rows/topic-consumers'
import type { ReplicaView } from '@/lib/views/partition'

/** A follower behind the end of the log. */
export interface BehindMark {
  id: number
  /** Its next offset and how many records it lacks, decimal strings. */
  offset: string
  behind: string
  /** Place on the ruler in percent. */
  percent: number
}

/** The ruler from offset 0 to the log's end. */
export interface OffsetScale {
  /** Records kept, as a decimal string. */
  records: string
  /** Where the log starts, in percent; before it records have been deleted. */
  startPercent: number
  /** Followers that lack records, furthest behind first. */
  behind: BehindMark[]
}

/** The log to scale; null while one of its ends is unknown. Offsets stay bigint until they are a place in percent. */
export function offsetScale(
  start: string | null,
  end: string | null,
  replicas: readonly Pick<ReplicaView, 'id' | 'offsetLag'>[],
): OffsetScale | null {
  if (start === null || end === null) return null
  const from = BigInt(start)
  const to = BigInt(end)
  const percent = (offset: bigint) => (to === 0n ? 0 : Number((offset * 100_000n) / to) / 1_000)
  const behind = replicas
    .flatMap(({ id, offsetLag }): { id: number; lag: bigint }[] => {
      const lag = offsetLag === null ? 0n : BigInt(offsetLag)
      return lag > 0n && lag <= to ? [{ id, lag }] : []
    })
    .sort((a, b) => (a.lag > b.lag ? -1 : 1))
    .map(({ id, lag }) => ({ id, offset: String(to - lag), behind: String(lag), percent: percent(to - lag) }))
  return { records: String(to - from), startPercent: percent(from), behind }
}

/** Where a group stands on the ruler in percent; null while the log's end is unknown or the group is beyond it. */
export function commitPlace({ committed }: Pick<PartitionCommit, 'committed'>, end: string | null): number | null {
  if (end === null || end === '0' || BigInt(committed) > BigInt(end)) return null
  return Number((BigInt(committed) * 100_000n) / BigInt(end)) / 1_000
}
