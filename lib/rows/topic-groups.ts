import { type ClusterModel, SINGLE } from '../model/cluster'
import { oncePerModel } from '../model/once-per-model'
import { groupPartitionRows } from './group-partition-row'
import { type GroupRow, groupRows, lagSum } from './group-row'
import { sourceReason } from './partition-numbers'

/** Which groups read which topic. */
export interface TopicGroups {
  /** Groups that committed to the topic or hold partitions of it, by topic name; ascending by id. */
  byTopic: ReadonlyMap<string, readonly GroupRow[]>
  /** Why nothing is known of the groups; null once they were read. */
  unread: string | null
  /** Why some groups may be missing; null when none is. */
  partly: string | null
}

/** Groups by topic, computed once per model. */
export const topicGroups: (model: ClusterModel) => TopicGroups = oncePerModel((model) => {
  const byTopic = new Map<string, GroupRow[]>()
  for (const row of groupRows(model)) {
    for (const topic of row.topics) {
      const rows = byTopic.get(topic)
      if (rows) rows.push(row)
      else byTopic.set(topic, [row])
    }
  }
  const listed = model.groupListing.size > 0 || model.source.get('groups')?.lastOkAt != null
  const offsetsRead = model.groupListing.size === 0 || model.groupOffsets.size > 0 || model.groupDescription.size > 0
  const gap = model.groupCoverage.get(SINGLE)?.gaps[0]
  return {
    byTopic,
    unread: listed && offsetsRead ? null : (sourceReason(model, 'groups') ?? 'the groups have not been read yet'),
    partly: gap ? `some groups cannot be listed: ${gap.reason}` : null,
  }
})

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
  return (topicGroups(model).byTopic.get(topic) ?? []).map((group) => {
    const description = model.groupDescription.get(group.id)
    const all = groupPartitionRows(model, description, model.groupOffsets.get(group.id))
    const rows = all.filter((row) => row.topic === topic)
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
  return (topicGroups(model).byTopic.get(topic) ?? [])
    .flatMap(({ id }): PartitionCommit[] => {
      const rows = groupPartitionRows(model, model.groupDescription.get(id), model.groupOffsets.get(id))
      const row = rows.find((one) => one.topic === topic && one.partition === partition)
      if (!row || row.committed === null) return []
      return [{ group: id, committed: row.committed, lag: row.lag, member: row.member?.clientId ?? null }]
    })
    .sort((a, b) => (BigInt(a.committed) < BigInt(b.committed) ? -1 : 1))
}
