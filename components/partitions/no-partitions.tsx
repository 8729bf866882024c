import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { formatCount } from '@/lib/format'
import type { PartitionPreset } from '@/lib/paths'
import { PRESET_WORD } from './preset-word'

/** Why no partition is listed: there is none, none matches, or none has the trouble asked for. */
export function NoPartitions({
  preset,
  counts,
  narrowed,
  onShowAll,
}: {
  preset: PartitionPreset
  counts: Record<PartitionPreset, number>
  /** A filter, a broker or a selection is on beside the preset. */
  narrowed: boolean
  onShowAll: () => void
}) {
  if (counts.all === 0) {
    return <EmptyState title="This cluster has no partitions" detail="They appear here with the first topic." />
  }
  const all = `${formatCount(counts.all)} ${counts.all === 1 ? 'partition exists' : 'partitions exist'}.`
  const action = <Button onClick={onShowAll}>Show all</Button>
  if (narrowed) return <EmptyState title="No partition matches" detail={all} action={action} />
  if (counts['at-risk'] === 0) {
    const title =
      counts.all === 1 ? 'The one partition is in sync' : `All ${formatCount(counts.all)} partitions in sync`
    return <EmptyState title={title} detail={`None is ${PRESET_WORD[preset].chip.toLowerCase()}.`} action={action} />
  }
  return (
    <EmptyState
      title={`No partition is ${PRESET_WORD[preset].chip.toLowerCase()}`}
      detail={`${formatCount(counts['at-risk'])} at risk in another way. ${all}`}
      action={action}
    />
  )
}
