import { type ClusterModel, SINGLE } from '../model/cluster'
import { type TestPartition, testCluster } from '../model/cluster.fixture'
import type { GroupDescription, GroupListing, GroupMember, GroupOffsets } from '../model/consumer-group'
import { applyPatches, type Patch } from '../model/patch'
import { OFFSETS_TOPIC } from '../records/coordinator-partition'

const stamp = { source: 'groups', at: 1_000 }

/** A listing patch for a test cluster: a classic group that is stable, unless said otherwise. */
export function listed(id: string, more: Partial<GroupListing> = {}): Patch {
  const value = {
    id,
    protocolType: 'consumer',
    type: 'classic',
    state: 'Stable',
    coordinator: 1,
    stateSince: null,
    ...more,
  }
  return { op: 'put', kind: 'groupListing', key: id, value, ...stamp }
}

/** A member that holds these partitions of one topic. */
export function member(memberId: string, topic: string, partitions: number[], more: Partial<GroupMember> = {}) {
  return {
    memberId,
    instanceId: null,
    clientId: memberId.split('-')[0] ?? memberId,
    host: '10.0.0.1',
    assigned: partitions.length === 0 ? [] : [{ topic, partitions }],
    target: null,
    epoch: null,
    subscribed: [topic],
    since: null,
    ...more,
  } satisfies GroupMember
}

/** A description patch. */
export function described(id: string, members: GroupMember[] | null, more: Partial<GroupDescription> = {}): Patch {
  const value: GroupDescription = {
    id,
    type: 'classic',
    state: 'Stable',
    protocol: 'range',
    groupEpoch: null,
    assignmentEpoch: null,
    members,
    error: null,
    ...more,
  }
  return { op: 'put', kind: 'groupDescription', key: id, value, ...stamp }
}

/** Committed offsets of a group, by topic: index = partition, null = nothing committed, text that is no number = Kafka's error. */
export function committed(id: string, topics: Record<string, (string | null)[]>, error: string | null = null): Patch {
  const value: GroupOffsets = {
    id,
    topics: Object.entries(topics).map(([topic, offsets]) => ({
      topic,
      partitions: offsets.map((one, partition) => {
        const failed = one !== null && !/^\d+$/.test(one)
        return { partition, offset: failed ? null : one, metadata: null, error: failed ? one : null }
      }),
    })),
    error,
  }
  return { op: 'put', kind: 'groupOffsets', key: id, value, ...stamp }
}

/** Log ends of a topic that starts at 0; null = the partition has no leader. */
export function ends(name: string, offsets: (string | null)[]): Patch {
  const partitions = offsets.map((end, partition) => ({
    partition,
    start: end === null ? null : '0',
    end,
    error: end === null ? 'the partition has no leader' : null,
  }))
  return { op: 'put', kind: 'offsets', key: name, value: { name, partitions, perSecond: null }, ...stamp }
}

/** Healthy partitions of one topic, each led by the broker at its place. */
function topicOf(topic: string, leaders: readonly (number | null)[]): TestPartition[] {
  return leaders.map((leader, partition) => {
    const replicas = [leader ?? 2]
    return { topic, partition, leader, replicas, isr: replicas, changedAt: 700 }
  })
}

/** Two brokers, `orders` (3 partitions) and `__consumer_offsets` (one partition, led by broker 1), groups read once; then these patches. */
export function groupCluster(patches: readonly Patch[]): ClusterModel {
  const source = { name: 'groups', status: 'live' as const, since: 0, lastOkAt: 1, intervalMs: 5_000, reason: null }
  return applyPatches(testCluster([1, 2], [...topicOf('orders', [1, 2, 1]), ...topicOf(OFFSETS_TOPIC, [1])]), [
    { op: 'put', kind: 'source', key: 'groups', value: source, ...stamp },
    { op: 'put', kind: 'groupCoverage', key: SINGLE, value: { partitions: 1, gaps: [] }, ...stamp },
    ends('orders', ['100', '200', '300']),
    ...patches,
  ])
}
