import { GroupLink } from '@/components/groups/group-link'
import { Count } from '@/components/ui/count'
import { formatExact } from '@/lib/format'
import type { PartitionCommit } from '@/lib/rows/topic-consumers'

/** More groups than this are left to the topic's consumers tab. */
const MOST = 8

/** What each group committed to one partition, furthest behind first. */
export function GroupCommits({ commits }: { commits: readonly PartitionCommit[] }) {
  if (commits.length === 0) return null
  return (
    <ul className="ruler-groups" aria-label="Committed offsets of groups">
      {commits.slice(0, MOST).map(({ group, committed, lag, member }) => (
        <li key={group}>
          <i aria-hidden="true" />
          <GroupLink id={group} />
          <span className="mono">{formatExact(committed)}</span>
          <span className="mut">
            <Count value={lag} reason="the log end is not known, or the group is beyond it" /> behind
            {member === null ? '' : `, read by ${member.slice(0, 60)}`}
          </span>
        </li>
      ))}
      {commits.length > MOST && <li className="mut">and {commits.length - MOST} more groups</li>}
    </ul>
  )
}
