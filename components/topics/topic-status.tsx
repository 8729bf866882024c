import { StateBadge } from '@/components/ui/state-badge'
import {
  type CellState,
  type PartitionStatus,
  STATUS_CELL,
  STATUS_RANK,
  STATUS_WORD,
} from '@/lib/rows/partition-status'

type Status = PartitionStatus | 'deleting'

const CELL: Record<Status, CellState> = { ...STATUS_CELL, deleting: 'move' }
const WORD: Record<Status, string> = { ...STATUS_WORD, deleting: 'Deleting' }
// A deletion is wanted: it needs no one, but it explains why partitions vanish.
const RANK: Record<Status, number> = { ...STATUS_RANK, deleting: 3 }

/** The status of a topic, or of one partition, with its glyph; `reason` shows on hover. */
export function TopicStatus({ status, reason }: { status: Status; reason: string | null }) {
  return (
    <span title={reason ?? undefined}>
      <StateBadge state={CELL[status]}>{WORD[status]}</StateBadge>
    </span>
  )
}

/** The status as one word, for exports and filters. */
export function topicStatusWord(status: Status): string {
  return WORD[status]
}

/** Negative when `a` needs a person sooner than `b`. */
export function compareTopicStatus(a: Status, b: Status): number {
  return RANK[b] - RANK[a]
}
