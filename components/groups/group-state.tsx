import { StateBadge } from '@/components/ui/state-badge'
import type { GroupRow } from '@/lib/rows/group-row'
import { GROUP_STATUS_WORD } from '@/lib/rows/group-status'

/** Kafka's word for the group's state; where nobody can be asked about it, that. */
export function groupStateWord({ status, state }: Pick<GroupRow, 'status' | 'state'>): string {
  return status === 'adrift' || status === 'denied' ? GROUP_STATUS_WORD[status] : (state ?? GROUP_STATUS_WORD.unknown)
}

/** The state of a group with its glyph; the reason shows on hover. */
export function GroupState({ row }: { row: GroupRow }) {
  return (
    <span title={row.why ?? row.stateReason ?? undefined}>
      <StateBadge state={row.glyph}>{groupStateWord(row)}</StateBadge>
    </span>
  )
}
