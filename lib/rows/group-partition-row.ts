import type { ClusterModel } from '../model/cluster'
import type { CommittedOffset, GroupDescription, GroupMember, GroupOffsets } from '../model/consumer-group'
import { partitionAt } from '../model/partition-at'
import { sourceReason } from './partition-numbers'
import { compareNames, partitionRow, topicExists } from './partition-row'

/** One partition a group has committed or holds; int64 as decimal strings. */
export interface GroupPartitionRow {
  topic: string
  partition: number
  /** The next offset the group would read. */
  committed: string | null
  committedReason: string | null
  /** When it was, epoch ms, where the place of the offset itself tells; null in Kafka, whose history of commits does. */
  committedAt: number | null
  /** The log's end: the next offset to be written. */
  end: string | null
  endReason: string | null
  /** end − committed, never negative. */
  lag: string | null
  lagReason: string | null
  /** Records deleted before the group read them: log start − committed; null when none are known to be. */
  deletedUnread: string | null
  /** Text committed beside the offset; null when empty. */
  metadata: string | null
  /** The member that holds it; null with the reason beside it. */
  member: { memberId: string; instanceId: string | null; clientId: string; host: string } | null
  memberReason: string | null
}

type Described = Pick<GroupDescription, 'members' | 'error'>

const NOTHING_COMMITTED = 'nothing committed yet'
const NOT_READ = 'the committed offsets have not been read yet'

/** Committed ∪ assigned, ascending by topic and number; made of the group's entities and the log ends of its topics. */
export function groupPartitionRows(
  model: ClusterModel,
  description: Described | undefined,
  offsets: GroupOffsets | undefined,
): GroupPartitionRow[] {
  const holders = holdersOf(description?.members ?? [])
  const committed = new Map(offsets?.topics.map(({ topic, partitions }) => [topic, partitions]))
  const unheld = unheldReason(description)
  const unread = offsets === undefined ? (sourceReason(model, 'offsets') ?? NOT_READ) : null
  const topics = [...new Set([...committed.keys(), ...holders.keys()])].sort(compareNames)
  return topics.flatMap((topic) => {
    const known = new Map((committed.get(topic) ?? []).filter(saysSomething).map((one) => [one.partition, one]))
    const held = holders.get(topic)
    const numbers = [...new Set([...known.keys(), ...(held?.keys() ?? [])])].sort((a, b) => a - b)
    const end = endsOf(model, topic)
    return numbers.map((partition) => {
      const commit = known.get(partition)
      const member = held?.get(partition)
      const reason = commit?.error ?? unread ?? offsets?.error ?? NOTHING_COMMITTED
      return {
        topic,
        partition,
        ...distance(commit?.offset ?? null, reason, end(partition)),
        committedAt: commit?.committedAt ?? null,
        metadata: commit?.metadata ?? null,
        member: member ?? null,
        memberReason: member ? null : unheld,
      }
    })
  })
}

/** A partition without offset and without error says nothing: it stands only where a member holds it. */
function saysSomething({ offset, error }: CommittedOffset): boolean {
  return offset !== null || error !== null
}

interface LogEnds {
  start: string | null
  end: string | null
  reason: string
}

/** Start and end of the logs of one topic, with why the end is not known. */
function endsOf(model: ClusterModel, topic: string): (partition: number) => LogEnds {
  if (!topicExists(model, topic))
    return () => ({ start: null, end: null, reason: 'this topic does not exist any more' })
  const offsets = model.offsets.get(topic)
  const unread = sourceReason(model, 'offsets') ?? 'the log ends have not been read yet'
  return (partition) => {
    const one = partitionAt(offsets?.partitions, partition)
    const missing = partitionRow(model, topic, partition) === null ? 'the topic has no such partition' : unread
    return { start: one?.start ?? null, end: one?.end ?? null, reason: one?.error ?? missing }
  }
}

type Distance = Pick<
  GroupPartitionRow,
  'committed' | 'committedReason' | 'end' | 'endReason' | 'lag' | 'lagReason' | 'deletedUnread'
>

function distance(committed: string | null, uncommitted: string, log: LogEnds): Distance {
  const shared = {
    committed,
    committedReason: committed === null ? uncommitted : null,
    end: log.end,
    endReason: log.end === null ? log.reason : null,
  }
  if (committed === null) return { ...shared, lag: null, lagReason: uncommitted, deletedUnread: null }
  const unread = log.start === null ? 0n : BigInt(log.start) - BigInt(committed)
  const deletedUnread = unread > 0n ? String(unread) : null
  if (log.end === null) return { ...shared, lag: null, lagReason: log.reason, deletedUnread }
  const lag = BigInt(log.end) - BigInt(committed)
  if (lag < 0n) {
    // The log was cut or made anew below what the group had read; no number of records is right then.
    const lagReason = `it committed ${-lag} beyond the end of the log, which was shortened or made anew`
    return { ...shared, lag: null, lagReason, deletedUnread }
  }
  return { ...shared, lag: String(lag), lagReason: null, deletedUnread }
}

type Holder = NonNullable<GroupPartitionRow['member']>

/** Who holds what, by topic and partition. */
function holdersOf(members: readonly GroupMember[]): Map<string, Map<number, Holder>> {
  const holders = new Map<string, Map<number, Holder>>()
  for (const { memberId, instanceId, clientId, host, assigned } of members) {
    for (const { topic, partitions } of assigned ?? []) {
      const own = holders.get(topic) ?? new Map<number, Holder>()
      holders.set(topic, own)
      for (const partition of partitions) own.set(partition, { memberId, instanceId, clientId, host })
    }
  }
  return holders
}

/** Why a partition that nobody is known to hold has no holder. */
function unheldReason(description: Described | undefined): string {
  if (description === undefined || description.members === null)
    return description?.error ?? 'the members are not known'
  if (description.members.length === 0) return 'the group has no members'
  return description.members.every(({ assigned }) => assigned !== null)
    ? 'no member holds it'
    : 'who holds it is not known while the group rebalances'
}
