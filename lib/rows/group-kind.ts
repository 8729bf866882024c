import type { GroupListing } from '../model/consumer-group'

/** What a group is for, as its protocol tells; Kafka's own type only says how its members are managed. */
export const GROUP_KINDS = [
  'consumer',
  'simple',
  'connect',
  'schema-registry',
  'share',
  'streams',
  'zookeeper',
  'other',
] as const

export type GroupKind = (typeof GROUP_KINDS)[number]

/** The protocol types clients register, and what each stands for. */
const KIND_OF_PROTOCOL: ReadonlyMap<string, GroupKind> = new Map([
  ['consumer', 'consumer'],
  ['', 'simple'],
  ['connect', 'connect'],
  ['sr', 'schema-registry'],
  ['share', 'share'],
  ['streams', 'streams'],
])

/** The word shown for each kind. */
const KIND_WORD: Record<GroupKind, string> = {
  consumer: 'consumer',
  simple: 'simple',
  connect: 'Connect',
  'schema-registry': 'Schema Registry',
  share: 'share',
  streams: 'streams',
  zookeeper: 'ZooKeeper',
  other: 'other',
}

/** What each kind is, in a few words. */
export const GROUP_KIND_NOTE: Record<GroupKind, string> = {
  consumer: 'its members share the partitions of topics',
  simple: 'it only commits offsets: its clients choose their partitions with assign()',
  connect: 'workers of Kafka Connect share connectors and tasks, not partitions',
  'schema-registry': 'Schema Registry elects its primary',
  share: 'its members share records, not partitions',
  streams: 'instances of a Kafka Streams application share tasks',
  zookeeper: 'consumers of Kafka 1.1 and older keep members and offsets in ZooKeeper, not with a broker',
  other: 'a protocol of its own',
}

/** The kind of a group that brokers list; its type tells where there is one, else its protocol type. */
export function groupKind({ type, protocolType }: Pick<GroupListing, 'type' | 'protocolType'>): GroupKind {
  if (type === 'share' || type === 'streams') return type
  return KIND_OF_PROTOCOL.get(protocolType) ?? 'other'
}

/** What it is for; of consumers, whose kind goes without saying, Kafka's word for how their members are managed: "classic". */
export function groupTypeWords({
  kind,
  type,
  protocolType,
}: { kind: GroupKind } & Pick<GroupListing, 'type' | 'protocolType'>): string {
  if (kind === 'consumer') return type ?? KIND_WORD.consumer
  return kind === 'other' ? protocolType : KIND_WORD[kind]
}
