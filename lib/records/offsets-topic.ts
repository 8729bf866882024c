import { ByteReader } from './byte-reader'
import { type ClassicGeneration, generationOf } from './classic-generation'
import { commitOf, type OffsetCommit } from './offset-commit'
import type {
  ConsumerGroupCurrentMemberAssignmentValue,
  ConsumerGroupMemberMetadataValue,
  ConsumerGroupMetadataValue,
  ConsumerGroupPartitionMetadataValue,
  ConsumerGroupRegularExpressionValue,
  ConsumerGroupTargetAssignmentMemberValue,
  ConsumerGroupTargetAssignmentMetadataValue,
  GroupMetadataValue,
  LegacyOffsetCommitValue,
  OffsetCommitValue,
} from './offsets-topic-schemas.gen'
import { OFFSETS_TOPIC_KEYS, OFFSETS_TOPIC_VALUES } from './offsets-topic-schemas.gen'
import type { KafkaRecord } from './record'
import { fieldsReader, NULL_UUID, type RecordSchema, valueReader } from './record-fields'

/** A record of `__consumer_offsets`: where it stands in its partition, when it was written (epoch ms), and what it says. */
export type OffsetsTopicRecord = { offset: bigint; timestamp: number } & OffsetsTopicEntry

/** What a record says; a null `value` takes back what was said before under the same key (a tombstone). */
export type OffsetsTopicEntry =
  | { kind: 'offset-commit'; group: string; topic: string; partition: number; value: OffsetCommit | null }
  | { kind: 'group-metadata'; group: string; value: ClassicGeneration | null }
  | OfGroup<'consumer-group-metadata', ConsumerGroupMetadataValue>
  | OfGroup<'consumer-group-partition-metadata', ConsumerGroupPartitionMetadataValue>
  | OfGroup<'consumer-group-target-assignment-metadata', ConsumerGroupTargetAssignmentMetadataValue>
  | OfMember<'consumer-group-member-metadata', ConsumerGroupMemberMetadataValue>
  | OfMember<'consumer-group-target-assignment-member', ConsumerGroupTargetAssignmentMemberValue>
  | OfMember<'consumer-group-current-member-assignment', ConsumerGroupCurrentMemberAssignmentValue>
  | {
      kind: 'consumer-group-regular-expression'
      group: string
      regularExpression: string
      value: ConsumerGroupRegularExpressionValue | null
    }
  /** Of a share or streams group: told by its name, such as `share-group-metadata`, and not read further. */
  | { kind: 'other-group'; name: string; group: string; tombstone: boolean }
  /** A number in front of the key that no Kafka we know writes. */
  | { kind: 'unknown'; type: number }
  /** Of a known kind, or without even a kind (null), but not as its definition says. */
  | { kind: 'unreadable'; type: number | null; reason: string }

/** KIP-848: epochs, targets and members of a group of the `consumer` protocol. Topics are known by id only. */
interface OfGroup<Kind extends string, Value> {
  kind: Kind
  group: string
  value: Value | null
}

interface OfMember<Kind extends string, Value> extends OfGroup<Kind, Value> {
  memberId: string
}

/**
 * A record of `__consumer_offsets` in words; never throws: what cannot be read is said to be so.
 * Key: int16 type and fields. Value: int16 version and fields; none = tombstone.
 */
export function offsetsTopicRecord(record: KafkaRecord): OffsetsTopicRecord {
  const { offset, timestamp } = record
  return { offset, timestamp, ...entryOf(record) }
}

const keyReaders = new Map(
  Object.entries(OFFSETS_TOPIC_KEYS).map(([type, { name, fields }]) => [
    Number(type),
    { name, read: fieldsReader(fields, 0) },
  ]),
)

function entryOf({ key, value }: KafkaRecord): OffsetsTopicEntry {
  let type: number | null = null
  try {
    if (key === null) throw new RangeError('the record has no key')
    const reader = new ByteReader(key)
    type = reader.int16()
    const known = keyReaders.get(type)
    if (!known) return { kind: 'unknown', type }
    const fields = known.read(reader) as Partial<KeyFields> // read by the table of this type
    const group = fields.group ?? fields.groupId ?? ''
    const toEntry = ENTRIES.get(type)
    if (!toEntry) return { kind: 'other-group', name: known.name, group, tombstone: value === null }
    return toEntry({ ...NO_FIELDS, ...fields, group }, value)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { kind: 'unreadable', type, reason: error.message }
  }
}

/** What keys consist of; each kind has some of them. */
interface KeyFields {
  group: string
  groupId: string
  memberId: string
  topic: string
  partition: number
  regularExpression: string
}

const NO_FIELDS: KeyFields = { group: '', groupId: '', memberId: '', topic: '', partition: -1, regularExpression: '' }

type ToEntry = (key: KeyFields, value: Uint8Array | null) => OffsetsTopicEntry

/** Reads the values of one type by its table. */
function entry<Value>(
  schema: RecordSchema,
  build: (key: KeyFields, value: Value | null) => OffsetsTopicEntry,
): ToEntry {
  const read = valueReader(schema)
  // The interface is written from the same table.
  return (key, value) => build(key, value === null ? null : (read(value) as Value))
}

const commit = ({ group, topic, partition }: KeyFields, value: OffsetCommit | null): OffsetsTopicEntry => ({
  kind: 'offset-commit',
  group,
  topic,
  partition,
  value,
})

/** What version 0 of the key type 0 did not have yet. */
const LATER_FIELDS = { leaderEpoch: -1, expireTimestamp: -1n, topicId: NULL_UUID }

const ENTRIES = new Map<number, ToEntry>([
  [
    0,
    entry<LegacyOffsetCommitValue>(OFFSETS_TOPIC_VALUES[0], (key, value) =>
      commit(key, value && commitOf({ ...LATER_FIELDS, ...value })),
    ),
  ],
  [1, entry<OffsetCommitValue>(OFFSETS_TOPIC_VALUES[1], (key, value) => commit(key, value && commitOf(value)))],
  [
    2,
    entry<GroupMetadataValue>(OFFSETS_TOPIC_VALUES[2], ({ group }, value) => ({
      kind: 'group-metadata',
      group,
      value: value && generationOf(value),
    })),
  ],
  [
    3,
    entry<ConsumerGroupMetadataValue>(OFFSETS_TOPIC_VALUES[3], ({ group }, value) => ({
      kind: 'consumer-group-metadata',
      group,
      value,
    })),
  ],
  [
    4,
    entry<ConsumerGroupPartitionMetadataValue>(OFFSETS_TOPIC_VALUES[4], ({ group }, value) => ({
      kind: 'consumer-group-partition-metadata',
      group,
      value,
    })),
  ],
  [
    5,
    entry<ConsumerGroupMemberMetadataValue>(OFFSETS_TOPIC_VALUES[5], ({ group, memberId }, value) => ({
      kind: 'consumer-group-member-metadata',
      group,
      memberId,
      value,
    })),
  ],
  [
    6,
    entry<ConsumerGroupTargetAssignmentMetadataValue>(OFFSETS_TOPIC_VALUES[6], ({ group }, value) => ({
      kind: 'consumer-group-target-assignment-metadata',
      group,
      value,
    })),
  ],
  [
    7,
    entry<ConsumerGroupTargetAssignmentMemberValue>(OFFSETS_TOPIC_VALUES[7], ({ group, memberId }, value) => ({
      kind: 'consumer-group-target-assignment-member',
      group,
      memberId,
      value,
    })),
  ],
  [
    8,
    entry<ConsumerGroupCurrentMemberAssignmentValue>(OFFSETS_TOPIC_VALUES[8], ({ group, memberId }, value) => ({
      kind: 'consumer-group-current-member-assignment',
      group,
      memberId,
      value,
    })),
  ],
  [
    16,
    entry<ConsumerGroupRegularExpressionValue>(OFFSETS_TOPIC_VALUES[16], ({ group, regularExpression }, value) => ({
      kind: 'consumer-group-regular-expression',
      group,
      regularExpression,
      value,
    })),
  ],
])
