import { formatCount } from '../format'
import { groupsUnreadReason, groupsVerdict } from '../health/groups-verdict'
import type { Verdict } from '../health/sentence'
import { type ClusterModel, SINGLE } from '../model/cluster'
import type { GroupCoverage } from '../model/consumer-group'
import { OFFSETS_TOPIC } from '../records/coordinator-partition'
import { type GroupRow, groupRows } from '../rows/group-row'

/** All groups of a cluster. */
export interface GroupsView {
  verdict: Verdict
  /** Ascending by id. */
  rows: readonly GroupRow[]
  /** Why no group is known; null once they were listed. */
  unread: string | null
  /** Which groups cannot be listed now, one sentence each; they may be missing or old. */
  gaps: string[]
}

/** The same on server and in browser. */
export function groupsView(model: ClusterModel): GroupsView {
  return {
    verdict: groupsVerdict(model),
    rows: groupRows(model),
    unread: groupsUnreadReason(model),
    gaps: groupGaps(model.groupCoverage.get(SINGLE)),
  }
}

/** What is missing from the list of groups, in words: one sentence for each broker and reason. */
export function groupGaps(coverage: GroupCoverage | undefined): string[] {
  return (coverage?.gaps ?? []).map(({ partitions, broker, reason }) => {
    const [first] = partitions
    const where =
      partitions.length === 1
        ? `${OFFSETS_TOPIC}-${first}`
        : `${formatCount(partitions.length)} partitions of ${OFFSETS_TOPIC}`
    return broker === null
      ? `Groups kept in ${where} cannot be listed: ${reason}`
      : `Groups on broker ${broker} (${where}) cannot be listed: ${reason}`
  })
}
