import type { BrokerRegistration } from './broker'
import { type ClusterModel, emptyCluster, SINGLE } from './cluster'
import { partitionKey } from './partition'
import { applyPatches, type Patch } from './patch'

/** What one partition of a test cluster looks like; `min` is its topic's min.insync.replicas. */
export interface TestPartition {
  topic: string
  partition: number
  leader: number | null
  replicas: number[]
  isr: number[]
  adding?: number[]
  removing?: number[]
  min?: number
  leaderEpoch?: number
  controllerEpoch?: number
  version?: number
  changedAt?: number
  mzxid?: string
}

const stamp = { source: 'zookeeper', at: 1_000 }

/** A registration patch for a test cluster. */
export function registered(id: number, more: Partial<BrokerRegistration> = {}): Patch {
  const value: BrokerRegistration = {
    id,
    host: `kafka${id}`,
    port: 9092,
    endpoints: [`PLAINTEXT://kafka${id}:9092`],
    rack: null,
    jmxPort: null,
    version: 5,
    features: [],
    registeredAt: 100,
    epoch: `0x${id}`,
    sessionId: `0xa${id}`,
    ...more,
  }
  return { op: 'put', kind: 'registration', key: String(id), value, ...stamp }
}

/** State, assignment and settings of partitions; those of one topic must be given together. */
export function partitionPatches(partitions: readonly TestPartition[]): Patch[] {
  const topics = [...new Set(partitions.map(({ topic }) => topic))]
  return topics.flatMap((name): Patch[] => {
    const own = partitions.filter(({ topic }) => topic === name)
    const assignment = {
      name,
      topicId: null,
      createdAt: 10,
      changedAt: 10,
      partitions: own.map(({ partition, replicas, adding = [], removing = [] }) => ({
        partition,
        replicas,
        adding,
        removing,
      })),
    }
    const settings = {
      name,
      minInsyncReplicas: own[0]?.min ?? 1,
      retentionMs: '604800000',
      cleanupPolicy: 'delete',
      uncleanLeaderElection: false,
      overrides: 0,
      error: null,
    }
    return [
      { op: 'put', kind: 'assignment', key: name, value: assignment, ...stamp },
      { op: 'put', kind: 'topicSettings', key: name, value: settings, ...stamp },
      ...own.map(statePatch),
    ]
  })
}

/** The state znode of one partition. */
export function statePatch(one: TestPartition): Patch {
  const { topic, partition, leader, isr, leaderEpoch = 0, version = 0, changedAt = 500 } = one
  const { controllerEpoch = 1, mzxid = '0x100' } = one
  const value = {
    topic,
    partition,
    leader,
    leaderEpoch,
    controllerEpoch,
    isr,
    recovering: false,
    partitionEpoch: version,
    changedAt,
    mzxid,
  }
  return { op: 'put', kind: 'partitionState', key: partitionKey(topic, partition), value, ...stamp }
}

/** A cluster with ZooKeeper, read completely once, with these brokers alive (the first is controller) and these partitions. */
export function testCluster(brokers: readonly number[], partitions: readonly TestPartition[]): ClusterModel {
  const identity = { id: 'test', name: 'test', environment: null, color: null, mode: 'zookeeper' as const }
  const source = { name: 'zookeeper', status: 'live' as const, since: 0, lastOkAt: 1, intervalMs: null, reason: null }
  return applyPatches(emptyCluster(), [
    { op: 'put', kind: 'identity', key: SINGLE, value: identity, ...stamp },
    { op: 'put', kind: 'source', key: 'zookeeper', value: source, ...stamp },
    ...brokers.map((id) => registered(id)),
    ...brokers.slice(0, 1).map((brokerId): Patch => {
      const value = { brokerId, epoch: 1, since: 50, sessionId: `0xa${brokerId}`, kraftEpoch: null }
      return { op: 'put', kind: 'controller', key: SINGLE, value, ...stamp }
    }),
    ...partitionPatches(partitions),
  ])
}
