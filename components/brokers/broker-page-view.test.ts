import { describe, expect, it } from 'vitest'
import { type ClusterModel, type Entities, type EntityKind, emptyCluster } from '@/lib/model/cluster'
import { applyPatches, type PutPatch } from '@/lib/model/patch'
import { brokerPageView, firstOfBroker } from './broker-page-view'
import { BROKER_SHOWS, showPartitions } from './broker-shows'

const AT = Date.parse('2026-03-01T12:00:00.000Z')

function put<K extends EntityKind>(kind: K, key: string, value: Entities[K]): PutPatch {
  // Kind and value are tied by the type parameter.
  return { op: 'put', kind, key, value, source: 'zookeeper', at: AT } as PutPatch
}

const broker = (id: number) =>
  put('registration', String(id), {
    id,
    host: 'localhost',
    port: 9000 + id,
    endpoints: [`PLAINTEXT://localhost:${9000 + id}`],
    rack: null,
    jmxPort: null,
    version: 5,
    features: [],
    registeredAt: AT,
    epoch: '0x1f',
    sessionId: '0x10',
  })

function topic(
  name: string,
  minInsyncReplicas: number,
  partitions: { replicas: number[]; isr: number[] }[],
): PutPatch[] {
  return [
    put('assignment', name, {
      name,
      topicId: null,
      partitions: partitions.map(({ replicas }, partition) => ({ partition, replicas, adding: [], removing: [] })),
      createdAt: AT,
      changedAt: AT,
    }),
    put('topicSettings', name, {
      name,
      minInsyncReplicas,
      retentionMs: '604800000',
      cleanupPolicy: 'delete',
      uncleanLeaderElection: false,
      overrides: 0,
      error: null,
    }),
    ...partitions.map(({ isr }, partition) =>
      put('partitionState', `${name}/${partition}`, {
        topic: name,
        partition,
        leader: isr[0] ?? null,
        leaderEpoch: 3,
        controllerEpoch: 1,
        isr,
        recovering: false,
        partitionEpoch: 7,
        changedAt: AT,
        mzxid: '0x20',
      }),
    ),
  ]
}

const model: ClusterModel = applyPatches(emptyCluster(), [
  put('identity', 'cluster', { id: 'c', name: 'c', environment: null, color: null, mode: 'zookeeper' }),
  broker(1),
  broker(2),
  broker(3),
  ...topic('__proto__', 1, [{ replicas: [1], isr: [1] }]),
  ...topic('safe', 1, [
    { replicas: [1, 2, 3], isr: [1, 2, 3] },
    { replicas: [2, 3, 1], isr: [2, 3] },
  ]),
  ...topic('tight', 2, [{ replicas: [1, 2], isr: [1, 2] }]),
  put('sizes', 'safe', {
    name: 'safe',
    replicas: [
      { partition: 0, broker: 1, sizeBytes: '9007199254740993', offsetLag: '0' },
      { partition: 1, broker: 1, sizeBytes: '10', offsetLag: '5' },
      { partition: 1, broker: 2, sizeBytes: '99', offsetLag: '0' },
    ],
  }),
])

describe('brokerPageView', () => {
  const view = brokerPageView(model, 1)

  it('names what this broker is to each partition', () => {
    expect(view?.partitions.map(({ topic, partition, role }) => [topic, partition, role])).toEqual([
      ['__proto__', 0, 'leader'],
      ['safe', 0, 'leader'],
      ['safe', 1, 'out-of-sync'],
      ['tight', 0, 'leader'],
    ])
    expect(view?.counts).toMatchObject({ all: 4, leads: 3, follows: 1, 'out-of-sync': 1 })
  })

  it('says what its end would mean, each partition once', () => {
    expect(view?.partitions.map(({ ifStops }) => ifStops)).toEqual(['offline', 'losesLeader', null, 'underMinIsr'])
    expect(view?.effects.map(({ label, count, first }) => [label, count, first])).toEqual([
      ['go offline', 1, [{ topic: '__proto__', partition: 0 }]],
      ['refuse acks=all writes', 1, [{ topic: 'tight', partition: 0 }]],
      ['change leader', 1, [{ topic: 'safe', partition: 0 }]],
    ])
    for (const show of BROKER_SHOWS)
      expect(showPartitions(view?.partitions ?? [], show)).toHaveLength(view?.counts[show] ?? -1)
  })

  it('shows the size of its own copy to the last byte, and none it does not know', () => {
    expect(view?.partitions.map(({ sizeBytes }) => sizeBytes)).toEqual([null, '9007199254740993', '10', null])
    expect(view?.partitions.map(({ offsetLag }) => offsetLag)).toEqual([null, '0', '5', null])
  })

  it('sends partitions with the HTML only where they show', () => {
    if (!view) throw new Error('broker 1 is in the model')
    expect(firstOfBroker(view, 'other').partitions).toEqual([])
    expect(firstOfBroker(view, 'partitions').partitions).toHaveLength(4)
  })

  it('keeps a broker that only assignments name, and knows no other', () => {
    const without3 = applyPatches(model, [
      { op: 'remove', kind: 'registration', key: '3', source: 'zookeeper', at: AT },
      ...topic('safe', 1, [
        { replicas: [1, 2, 3], isr: [1, 2] },
        { replicas: [2, 3, 1], isr: [2, 1] },
      ]),
    ])
    const gone = brokerPageView(without3, 3)
    expect(gone).toMatchObject({ away: true, counts: { all: 2, leads: 0, 'out-of-sync': 2 } })
    expect(gone?.effects.map(({ label, count }) => [label, count])).toEqual([
      ['are offline', 0],
      ['refuse acks=all writes', 0],
      ['run with a copy fewer', 2],
    ])
    expect(gone?.verdict.level).toBe('critical')
    expect(brokerPageView(model, 4)).toBeNull()
  })
})
