import { groupVerdict } from '../health/group-verdict'
import type { Verdict } from '../health/sentence'
import type { ClusterModel } from '../model/cluster'
import type { GroupMember, TopicPartitions } from '../model/consumer-group'
import type { GroupRebalances } from '../model/rebalance'
import type { GroupKind } from '../rows/group-kind'
import { type GroupPartitionRow, groupPartitionRows } from '../rows/group-partition-row'
import { type GroupRow, groupRow } from '../rows/group-row'
import { groupSources } from '../rows/group-sources'
import { lagSum } from '../rows/lag-sum'

/** One member of a group with its share of the work. */
export interface GroupMemberRow extends GroupMember {
  /** How many partitions it holds; null while that is not known. */
  partitions: number | null
  partitionsReason: string | null
  /** Sum over its partitions whose lag is known; null when none is. int64 as decimal string. */
  lag: string | null
  lagReason: string | null
  /** Its part of the lag of all members, in percent; null when that is not known or nothing lags. */
  lagSharePercent: number | null
  /** What it shall take over and give up, from its target (KIP-848); both empty when it is where it shall be. */
  gaining: TopicPartitions[]
  losing: TopicPartitions[]
}

/** One group's page. */
export interface GroupView {
  row: GroupRow
  verdict: Verdict
  /** Ascending by topic and number. */
  partitions: GroupPartitionRow[]
  /** Ascending by client id, then member id; null with the reason beside it. */
  members: GroupMemberRow[] | null
  membersReason: string | null
  /** Epochs of a KIP-848 group; null for others. */
  groupEpoch: number | null
  assignmentEpoch: number | null
  /** How restless it is, who moved and who left; null before anything of it was read. */
  rebalances: GroupRebalances | null
}

/** null when nobody lists the group. */
export function groupView(model: ClusterModel, id: string): GroupView | null {
  const [row, sources] = [groupRow(model, id), groupSources(model, id)]
  if (!row || !sources) return null
  const { description } = sources
  const partitions = groupPartitionRows(model, description, sources.offsets)
  const rebalances = model.groupRebalances.get(id) ?? null
  return {
    row,
    verdict: groupVerdict(row),
    partitions,
    members: description?.members ? memberRows(description.members, partitions, row.kind, rebalances) : null,
    membersReason: row.membersReason,
    groupEpoch: description?.groupEpoch ?? null,
    assignmentEpoch: description?.assignmentEpoch ?? null,
    rebalances,
  }
}

function memberRows(
  members: readonly GroupMember[],
  partitions: readonly GroupPartitionRow[],
  kind: GroupKind,
  rebalances: GroupRebalances | null,
): GroupMemberRow[] {
  const unheld = UNHELD[kind] ?? 'what it holds is not known while the group rebalances'
  // Records say when a member joined, also before we looked.
  const joined = new Map(rebalances?.since.map(({ memberId, at }) => [memberId, at]))
  const held = new Map<string, GroupPartitionRow[]>()
  for (const row of partitions) {
    if (!row.member) continue
    const own = held.get(row.member.memberId)
    if (own) own.push(row)
    else held.set(row.member.memberId, [row])
  }
  const total = BigInt(lagSum([...held.values()].flat()).lag ?? '0')
  return members.map((member) => {
    const own = held.get(member.memberId) ?? []
    const { lag, known } = lagSum(own)
    return {
      ...member,
      since: joined.get(member.memberId) ?? member.since,
      partitions: member.assigned === null ? null : countOf(member.assigned),
      partitionsReason: member.assigned === null ? unheld : null,
      lag,
      lagReason: lag === null || known.partitions < known.of ? memberLagReason(member, own, unheld) : null,
      lagSharePercent: lag === null || total === 0n ? null : Number((BigInt(lag) * 100_000n) / total) / 1_000,
      gaining: without(member.target ?? [], member.assigned ?? []),
      losing: member.target === null ? [] : without(member.assigned ?? [], member.target),
    }
  })
}

/** Why members of these kinds hold no partitions that could be named. */
const UNHELD: Partial<Record<GroupKind, string>> = {
  connect: 'workers of Kafka Connect hold connectors and tasks, not partitions',
  'schema-registry': 'Schema Registry elects its primary, its members hold no partitions',
  other: 'its protocol has an assignment of its own',
}

function memberLagReason({ assigned }: GroupMember, own: readonly GroupPartitionRow[], unheld: string): string {
  if (assigned === null) return unheld
  const unknown = own.filter(({ lag }) => lag === null)
  const [first] = unknown
  return first ? `${unknown.length} of ${own.length} partitions unknown: ${first.lagReason}` : 'it holds no partition'
}

/** How many partitions the lists name. */
export function countOf(topics: readonly TopicPartitions[]): number {
  return topics.reduce((sum, { partitions }) => sum + partitions.length, 0)
}

/** The partitions of `all` that `some` does not name; topics left with none are dropped. */
function without(all: readonly TopicPartitions[], some: readonly TopicPartitions[]): TopicPartitions[] {
  const named = new Map(some.map(({ topic, partitions }) => [topic, new Set(partitions)]))
  return all.flatMap(({ topic, partitions }) => {
    const rest = partitions.filter((partition) => !named.get(topic)?.has(partition))
    return rest.length === 0 ? [] : [{ topic, partitions: rest }]
  })
}
