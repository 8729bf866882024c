import type { GroupMember, TopicPartitions } from '../model/consumer-group'
import { ordered } from '../records/consumer-assignment'
import type {
  ConsumerGroupCurrentMemberAssignmentValue as CurrentAssignment,
  ConsumerGroupMemberMetadataValue as MemberMetadata,
} from '../records/offsets-topic-schemas.gen'
import { heldSince, plainHost, type SeenMember } from './seen-member'

/** How far a member is with what it was told to hold. */
interface Progress {
  epoch: number
  /** It holds what it shall at its epoch, and has nothing to give up. */
  isReconciled: boolean
}

/** Names topics that records know by id only; null for an id that is not known (any more). */
export type TopicNames = (topicId: string) => string | null

/** The members of a KIP-848 group as records of types 5 and 8 put them. */
export class ConsumerMembers {
  readonly #seen = new Map<string, SeenMember>()
  readonly #progress = new Map<string, Progress>()

  get all(): SeenMember[] {
    return [...this.#seen.values()]
  }

  of(memberId: string): SeenMember | undefined {
    return this.#seen.get(memberId)
  }

  replaceAll(members: readonly SeenMember[]): void {
    this.#seen.clear()
    this.#progress.clear()
    for (const member of members) this.#seen.set(member.memberId, member)
  }

  /** Type 5: who a member is; one that is new holds nothing yet. */
  put(memberId: string, value: MemberMetadata, at: number): void {
    const known = this.#seen.get(memberId)
    const { instanceId, clientId, clientHost, subscribedTopicNames, subscribedTopicRegex, classicMemberMetadata } =
      value
    const patterns = subscribedTopicRegex ? [`topics like ${subscribedTopicRegex}`] : []
    this.#seen.set(memberId, {
      ...{ memberId, instanceId, clientId, host: plainHost(clientHost) },
      sessionTimeoutMs: classicMemberMetadata?.sessionTimeoutMs ?? null,
      rebalanceTimeoutMs: value.rebalanceTimeoutMs < 0 ? null : value.rebalanceTimeoutMs,
      topics: [...subscribedTopicNames.toSorted((a, b) => (a < b ? -1 : 1)), ...patterns],
      held: known ? known.held : [],
      heldSince: known?.heldSince ?? new Map(),
      aliveAt: at,
    })
  }

  remove(memberId: string): void {
    this.#seen.delete(memberId)
    this.#progress.delete(memberId)
  }

  /** Type 8: what a member holds; what it shall give up it holds until it has. The member as it is now; null for a stranger. */
  assign(memberId: string, value: CurrentAssignment, topicName: TopicNames, at: number): SeenMember | null {
    const known = this.#seen.get(memberId)
    if (!known) return null
    const pending = value.partitionsPendingRevocation
    const held = named([...value.assignedPartitions, ...pending], topicName)
    const member = { ...known, held, heldSince: heldSince(held, known, at), aliveAt: at }
    this.#seen.set(memberId, member)
    const isReconciled = value.state === 0 && pending.length === 0
    this.#progress.set(memberId, { epoch: value.memberEpoch, isReconciled })
    return member
  }

  /** Whether each of them has reached the epoch and holds what it shall. */
  allAt(epoch: number): boolean {
    return this.all.every(({ memberId }) => {
      const progress = this.#progress.get(memberId)
      return progress?.epoch === epoch && progress.isReconciled
    })
  }
}

function named(
  assigned: readonly { topicId: string; partitions: number[] }[],
  topicName: TopicNames,
): TopicPartitions[] | null {
  const topics: TopicPartitions[] = []
  for (const { topicId, partitions } of assigned) {
    const topic = topicName(topicId)
    if (topic === null) return null
    topics.push({ topic, partitions })
  }
  return ordered(topics)
}

/** A member as the group was described: its timeouts are not told. */
export function describedMember(member: GroupMember): SeenMember {
  const { memberId, instanceId, clientId, host, assigned, subscribed } = member
  return {
    ...{ memberId, instanceId, clientId, host, sessionTimeoutMs: null, rebalanceTimeoutMs: null },
    ...{ topics: subscribed, held: assigned, heldSince: new Map(), aliveAt: null },
  }
}
