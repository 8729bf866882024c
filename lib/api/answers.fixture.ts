import type { ClusterEvent } from '../events/event'
import { emptyCluster, SINGLE } from '../model/cluster'
import { registered, type TestPartition, testCluster } from '../model/cluster.fixture'
import { applyPatches, type Patch } from '../model/patch'
import type { ConfigAnswer } from '../views/config-entry'

/** Epoch ms the answers are made at. */
export const NOW = 1_700_000_000_000
const healthy: TestPartition = { topic: 'orders', partition: 0, leader: 1, replicas: [1, 2, 3], isr: [1, 2, 3], min: 2 }
const leaderless: TestPartition = { topic: 'orders', partition: 1, leader: null, replicas: [3], isr: [3], min: 2 }
const odd = ['__proto__', 'constructor', 'toString'].map((topic): TestPartition => ({ ...healthy, topic, isr: [1, 2] }))

/** What every patch of these models carries. */
export const at = { at: 1, source: 'test' }
const read: Patch[] = [
  {
    op: 'put',
    kind: 'offsets',
    key: 'orders',
    value: {
      name: 'orders',
      perSecond: 12.5,
      partitions: [
        { partition: 0, start: '9007199254740993', end: '9223372036854775807', error: null },
        { partition: 1, start: null, end: null, error: 'the partition has no leader' },
      ],
    },
    ...at,
  },
  {
    op: 'put',
    kind: 'sizes',
    key: 'orders',
    value: { name: 'orders', replicas: [{ partition: 0, broker: 1, sizeBytes: '9007199254740993', offsetLag: '0' }] },
    ...at,
  },
  {
    op: 'put',
    kind: 'disk',
    key: '1',
    value: {
      id: 1,
      directories: [
        { path: '/data', error: null, totalBytes: null, usableBytes: null, sizeBytes: '9007199254740993', replicas: 4 },
      ],
    },
    ...at,
  },
  {
    op: 'put',
    kind: 'probe',
    key: '1',
    value: { id: 1, status: 'answering', since: 5, lastAnswerAt: null, reason: null },
    ...at,
  },
  {
    op: 'put',
    kind: 'topicMetadata',
    key: 'orders',
    value: {
      name: 'orders',
      topicId: null,
      internal: false,
      error: null,
      firstSeenAt: null,
      partitions: [
        {
          partition: 0,
          leader: 1,
          leaderEpoch: -1,
          replicas: [1, 2, 3],
          isr: [1],
          offlineReplicas: [],
          error: null,
          changedAt: null,
        },
      ],
    },
    ...at,
  },
]
/** A cluster with faults: broker 3 is gone, and the leaderless partition's only copy with it. */
export const full = applyPatches(testCluster([1, 2], [healthy, leaderless, ...odd]), read)

/** ZooKeeper knows the topic, but no partition state, offsets or settings were read; the broker has no plaintext endpoint. */
export const sparse = applyPatches(testCluster([], [healthy]), [
  registered(1, { host: null, port: null, endpoints: [] }),
  { op: 'remove', kind: 'partitionState', key: 'orders/0', ...at },
  { op: 'remove', kind: 'topicSettings', key: 'orders', ...at },
])

const identity = { id: 'k', name: 'k', environment: null, color: null, mode: 'kraft' as const }
/** A configured cluster that never answered. */
export const unread = applyPatches(emptyCluster(), [
  { op: 'put', kind: 'identity', key: SINGLE, value: identity, ...at },
])

/** A cluster without ZooKeeper of which only metadata was read. */
export const kraft = applyPatches(unread, [
  {
    op: 'put',
    kind: 'source',
    key: 'metadata',
    value: { name: 'metadata', status: 'live', since: 1, lastOkAt: 1, intervalMs: 2_000, reason: null },
    ...at,
  },
  { op: 'put', kind: 'advertised', key: '1', value: { id: 1, host: 'k1', port: 9092, rack: null }, ...at },
  ...read.filter(({ kind }) => kind === 'topicMetadata'),
])

/** What happened in them. */
export const events: ClusterEvent[] = [
  {
    id: 'e-1',
    at: 1,
    kind: 'broker-left',
    subject: 'broker:3',
    before: 'kafka3:9092',
    after: null,
    cause: null,
    source: 'zookeeper',
    seenLate: true,
  },
]
/** A configuration with a secret in it. */
export const config: ConfigAnswer = {
  entries: [
    {
      name: 'ssl.key',
      value: null,
      source: 'static-broker',
      default: null,
      type: 'password',
      readOnly: true,
      sensitive: true,
      documentation: null,
    },
  ],
  error: null,
}
