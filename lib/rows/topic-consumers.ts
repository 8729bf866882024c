import type { ClusterModel } from '../model/cluster'
import { type GroupPartitionRow, groupPartitionRows } from './group-partition-row'
import { type GroupRow, groupRow } from './group-row'
import { groupSources } from './group-sources'
import { lagSum } from './lag-sum'
import { compareNames } from './partition-row'
import { topicGroups } from './topic-groups'

/** One group as a topic's page shows it: its lag and its members on this topic alone. */
export interface TopicConsumerRow {
  group: GroupRow
  /** Sum over the partitions of this topic whose lag is known; int64 as decimal string. */
  lag: string | null
  lagKnown: { partitions: number; of: number }
  lagReason: string | null
  /** Members that hold partitions of this topic; null while that is not known. */
  readers: number | null
  /** Records of this topic deleted before the group read them; null when none are known to be. */
  deletedUnread: string | null
}

/** The groups of one topic, ascending by id. */
export function topicConsumers(model: ClusterModel, topic: string): TopicConsumerRow[] {
  return readersOf(model, topic).map(({ group, partitions: rows }) => {
    const { lag, known } = lagSum(rows)
    const deleted = rows.reduce((sum, row) => sum + BigInt(row.deletedUnread ?? '0'), 0n)
    const readers = new Set(rows.flatMap(({ member }) => (member ? [member.memberId] : [])))
    const first = rows.find((row) => row.lag === null)
    return {
      group,
      lag,
      lagKnown: known,
      lagReason: first ? `${known.of - known.partitions} of ${known.of} partitions unknown: ${first.lagReason}` : null,
      readers: group.members === null ? null : readers.size,
      deletedUnread: deleted > 0n ? String(deleted) : null,
    }
  })
}

/** The groups of a topic with all their partitions, ascending by id. */
function readersOf(model: ClusterModel, topic: string): { group: GroupRow; partitions: GroupPartitionRow[] }[] {
  const ids = [...(topicGroups(model).byTopic.get(topic) ?? [])].sort(compareNames)
  return ids.flatMap((id) => {
    const [group, sources] = [groupRow(model, id), groupSources(model, id)]
    if (!group || !sources) return []
    const all = groupPartitionRows(model, sources.description, sources.offsets)
    return [{ group, partitions: all.filter((row) => row.topic === topic) }]
  })
}

/** What one group committed to one partition. */
export interface PartitionCommit {
  group: string
  /** int64 as decimal strings. */
  committed: string
  lag: string | null
  member: string | null
}

/** Committed offsets of every group on one partition, lowest first. */
export function partitionCommits(model: ClusterModel, topic: string, partition: number): PartitionCommit[] {
  return readersOf(model, topic)
    .flatMap(({ group, partitions }): PartitionCommit[] => {
      const row = partitions.find((one) => one.partition === partition)
      if (!row || row.committed === null) return []
      return [{ group: group.id, committed: row.committed, lag: row.lag, member: row.member?.clientId ?? null }]
    })
    .sort((a, b) => (BigInt(a.committed) < BigInt(b.committed) ? -1 : 1))
}
