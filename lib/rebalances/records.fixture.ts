import type { TopicPartitions } from '../model/consumer-group'
import type { ClassicMember } from '../records/classic-generation'
import type { OffsetsTopicRecord } from '../records/offsets-topic'
import type { ConsumerGroupMemberMetadataValue } from '../records/offsets-topic-schemas.gen'

/** int16 version, then int32 counts and texts with int16 lengths, as both encodings of the `consumer` protocol have them. */
function encoded(items: readonly (string | TopicPartitions)[]): Uint8Array {
  const bytes: number[] = [0, 0, ...int32(items.length)]
  for (const item of items) {
    const name = new TextEncoder().encode(typeof item === 'string' ? item : item.topic)
    bytes.push(name.length >> 8, name.length & 255, ...name)
    if (typeof item !== 'string') bytes.push(...int32(item.partitions.length), ...item.partitions.flatMap(int32))
  }
  return Uint8Array.from([...bytes, ...int32(-1)])
}

function int32(value: number): number[] {
  return [(value >> 24) & 255, (value >> 16) & 255, (value >> 8) & 255, value & 255]
}

/** A member of a classic group that subscribed to the topics it holds; `held` is like `orders:0,1 payments:2`. */
export function classicMember(
  memberId: string,
  held: string,
  { topics, ...more }: Partial<ClassicMember> & { topics?: string[] } = {},
): ClassicMember {
  const assignment = holdings(held)
  return {
    memberId,
    instanceId: null,
    clientId: `client-${memberId}`,
    clientHost: '/10.0.0.1',
    rebalanceTimeoutMs: 60_000,
    sessionTimeoutMs: 10_000,
    subscription: encoded(topics ?? (assignment.length > 0 ? assignment.map(({ topic }) => topic) : ['orders'])),
    assignment: encoded(assignment),
    ...more,
  }
}

/** `orders:0,1 payments:2` as partitions by topic. */
function holdings(text: string): TopicPartitions[] {
  return text
    .split(' ')
    .filter((part) => part !== '')
    .map((part) => {
      const [topic = '', numbers = ''] = part.split(':')
      return { topic, partitions: numbers.split(',').map(Number) }
    })
}

/** Records of the group "g", one after the other in its partition. */
export class RecordWriter {
  #offset = 0n

  /** A completed generation written at `at`; its members had joined 50 ms before. */
  generation(
    generation: number,
    at: number,
    members: ClassicMember[],
    { protocol = 'range', protocolType = 'consumer' }: { protocol?: string; protocolType?: string } = {},
  ): OffsetsTopicRecord {
    const isEmpty = members.length === 0
    const leader = members[0]?.memberId ?? null
    const value = {
      protocolType,
      generation,
      protocol: isEmpty ? null : protocol,
      leader,
      stateSince: at - 50,
      members,
    }
    return { ...this.#next(at), kind: 'group-metadata', group: 'g', value }
  }

  tombstone(at: number): OffsetsTopicRecord {
    return { ...this.#next(at), kind: 'group-metadata', group: 'g', value: null }
  }

  /** Type 5; null takes the member out. */
  member(
    memberId: string,
    at: number,
    more: Partial<ConsumerGroupMemberMetadataValue> | null = {},
  ): OffsetsTopicRecord {
    const value = more && {
      ...{ instanceId: null, rackId: null, clientId: `client-${memberId}`, clientHost: '/10.0.0.1' },
      ...{ subscribedTopicNames: ['orders'], subscribedTopicRegex: '', rebalanceTimeoutMs: 300_000 },
      ...{ serverAssignor: null, classicMemberMetadata: null },
      ...more,
    }
    return { ...this.#next(at), kind: 'consumer-group-member-metadata', group: 'g', memberId, value }
  }

  /** Type 3; null takes the group out. */
  epoch(epoch: number | null, at: number, metadataHash = 1n): OffsetsTopicRecord {
    const value = epoch === null ? null : { epoch, metadataHash }
    return { ...this.#next(at), kind: 'consumer-group-metadata', group: 'g', value }
  }

  /** Type 8: at this epoch it holds `held`, and of it shall give up `pending`; topics have their names as ids. */
  assigned(
    memberId: string,
    at: number,
    memberEpoch: number,
    held: string,
    { state = 0, pending = '' }: { state?: number; pending?: string } = {},
  ): OffsetsTopicRecord {
    const ids = (text: string) => holdings(text).map(({ topic, partitions }) => ({ topicId: topic, partitions }))
    const value = {
      ...{ memberEpoch, previousMemberEpoch: memberEpoch - 1, state },
      ...{ assignedPartitions: ids(held), partitionsPendingRevocation: ids(pending) },
    }
    return { ...this.#next(at), kind: 'consumer-group-current-member-assignment', group: 'g', memberId, value }
  }

  /** Type 8, taken back. */
  unassigned(memberId: string, at: number): OffsetsTopicRecord {
    return { ...this.#next(at), kind: 'consumer-group-current-member-assignment', group: 'g', memberId, value: null }
  }

  /** Type 4. */
  counts(topics: Record<string, number>, at: number): OffsetsTopicRecord {
    const value = {
      topics: Object.entries(topics).map(([topicName, numPartitions]) => ({
        ...{ topicId: topicName, topicName, numPartitions, partitionMetadata: [] },
      })),
    }
    return { ...this.#next(at), kind: 'consumer-group-partition-metadata', group: 'g', value }
  }

  /** Type 16. */
  matches(regularExpression: string, topics: string[], at: number): OffsetsTopicRecord {
    const value = { topics, version: 1n, timestamp: BigInt(at) }
    return { ...this.#next(at), kind: 'consumer-group-regular-expression', group: 'g', regularExpression, value }
  }

  #next(at: number) {
    return { offset: this.#offset++, timestamp: at }
  }
}
