import type { ClusterModel } from '../model/cluster'
import type {
  GroupDescription,
  GroupListing,
  GroupMember,
  GroupOffsets,
  TopicPartitions,
} from '../model/consumer-group'
import type { ZookeeperConsumer, ZookeeperGroup, ZookeeperOffsets } from '../model/zookeeper-group'
import { znodePaths } from '../znodes/paths'

/** What is known of one group, from the brokers (`listing`) or from ZooKeeper (`zookeeper`); never both. */
export type GroupSources = {
  id: string
  description: Omit<GroupDescription, 'id' | 'type'> | undefined
  offsets: GroupOffsets | undefined
  /** Partitions whose offsets were not read. */
  leftOut: number
} & ({ listing: GroupListing; zookeeper: null } | { listing: null; zookeeper: ZookeeperGroup })

/** Why nothing is known of the rebalances of a group in ZooKeeper. */
export const LEAVES_NO_RECORD = 'it keeps itself in ZooKeeper, where rebalances leave no record'

/** The id a group in ZooKeeper goes by: its name, or its path where a group of that name is in Kafka too. */
export function zookeeperGroupId({ groupListing }: Pick<ClusterModel, 'groupListing'>, name: string): string {
  return groupListing.has(name) ? znodePaths.consumerGroup(name) : name
}

/** Ids of all groups: those the brokers list, then those in ZooKeeper. */
export function groupIds(model: ClusterModel): string[] {
  return [
    ...model.groupListing.keys(),
    ...[...model.zookeeperGroup.keys()].map((name) => zookeeperGroupId(model, name)),
  ]
}

/** null when neither a broker nor ZooKeeper lists the group; one in ZooKeeper is found by its path, too. */
export function groupSources(model: ClusterModel, id: string): GroupSources | null {
  const listing = model.groupListing.get(id)
  if (listing) {
    const [description, offsets] = [model.groupDescription.get(id), model.groupOffsets.get(id)]
    return { id, listing, zookeeper: null, description, offsets, leftOut: 0 }
  }
  const zookeeper = zookeeperGroupOf(model, id)
  if (!zookeeper) return null
  const offsets = model.zookeeperOffsets.get(zookeeper.id)
  return {
    id: zookeeperGroupId(model, zookeeper.id),
    listing: null,
    zookeeper,
    description: descriptionOf(zookeeper),
    offsets: offsets && asGroupOffsets(offsets),
    leftOut: offsets?.leftOut ?? 0,
  }
}

/** What committed offsets in ZooKeeper are to everything that reckons with offsets. The same value for the same offsets. */
export const asGroupOffsets = perValue(
  ({ id, topics }: ZookeeperOffsets): GroupOffsets => ({
    id,
    topics: topics.map(({ topic, partitions }) => ({
      topic,
      partitions: partitions.map((one) => ({ ...one, metadata: null })),
    })),
    error: null,
  }),
)

function zookeeperGroupOf(model: ClusterModel, id: string): ZookeeperGroup | undefined {
  const prefix = znodePaths.consumerGroup('')
  // No name of a znode holds a slash.
  return model.zookeeperGroup.get(id.startsWith(prefix) ? id.slice(prefix.length) : id)
}

const descriptionOf = perValue(
  ({ id, members, owners, unread }: ZookeeperGroup): Omit<GroupDescription, 'id' | 'type'> => ({
    state: members === null ? null : members.length > 0 ? 'Active' : 'Empty',
    protocol: null,
    groupEpoch: null,
    assignmentEpoch: null,
    members: members?.map((one) => memberOf(id, one, owners)) ?? null,
    error: members === null ? unread : null,
  }),
)

/** It registers no client id: what its own id adds to the group's stands for that. */
function memberOf(group: string, consumer: ZookeeperConsumer, owners: ZookeeperGroup['owners']): GroupMember {
  const { id, host, subscription, pattern, since } = consumer
  return {
    memberId: id,
    instanceId: null,
    clientId: id.startsWith(`${group}_`) ? id.slice(group.length + 1) : id,
    host: host ?? '',
    assigned: heldBy(id, owners),
    target: null,
    epoch: null,
    subscribed: pattern === 'static' ? subscription : null,
    since,
  }
}

function heldBy(consumer: string, owners: ZookeeperGroup['owners']): TopicPartitions[] {
  const held = new Map<string, number[]>()
  for (const one of owners) {
    if (one.consumer !== consumer) continue
    const own = held.get(one.topic)
    if (own) own.push(one.partition)
    else held.set(one.topic, [one.partition])
  }
  return [...held].map(([topic, partitions]) => ({ topic, partitions }))
}

/** Rows keep their identity while what they are made of does: one result for each value. */
function perValue<Value extends object, Result>(make: (value: Value) => Result): (value: Value) => Result {
  const made = new WeakMap<Value, { result: Result }>()
  return (value) => {
    const known = made.get(value) ?? { result: make(value) }
    made.set(value, known)
    return known.result
  }
}
