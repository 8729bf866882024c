import { describe, expect, it } from 'vitest'
import type { ClusterEvent, EventKind } from '@/lib/events/event'
import type { PartitionScene } from './partition-scene'
import { type Lane, swimLanes } from './swim-lanes'

const NOW = 1_000_000
const RECORDED = 100_000

function scene(over: { leader: number | null; isr: number[]; since: number; gone?: number[] }): PartitionScene {
  const replicas = [1, 2, 3]
  const gone = over.gone ?? []
  return {
    view: {
      row: {
        topic: 'orders',
        partition: 0,
        leader: over.leader,
        preferredLeader: 1,
        replicas,
        isr: over.isr,
        offlineReplicas: gone,
        addingReplicas: [],
        removingReplicas: [],
        leaderEpoch: 7,
        partitionEpoch: 9,
        state: 'online',
        status: 'in-sync',
        problems: [],
        since: over.since,
        sinceReason: null,
        minInsyncReplicas: 2,
        minInsyncReplicasReason: null,
        cause: null,
        unknownReason: null,
        views: { zookeeper: null, metadata: null },
      },
      numbers: { startOffset: null, endOffset: null, offsetReason: null, sizeBytes: null, sizeReason: null },
      verdict: { state: 'ok', level: 'ok', title: [], detail: [], since: null },
      replicas: replicas.map((id) => ({
        id,
        role: gone.includes(id) ? 'offline' : id === over.leader ? 'leader' : 'in-sync',
        preferred: id === 1,
        state: 'OnlineReplica',
        sizeBytes: null,
        offsetLag: null,
      })),
      zookeeper: null,
      metadata: null,
      mismatches: [],
      whatNext: [],
    },
    controller: { brokerId: 3, epoch: 2, since: 50_000, sessionId: '0x1', kraftEpoch: null },
    zookeeper: true,
    registrations: [],
    departures: [],
    createdAt: null,
    commits: [],
    bootstrap: null,
  }
}

let counter = 0
function event(
  kind: EventKind,
  at: number,
  subject: string,
  before: string | null,
  after: string | null,
): ClusterEvent {
  counter += 1
  return { id: `e-${counter}`, at, kind, subject, before, after, cause: null, source: 'zookeeper', seenLate: false }
}

function words(lanes: Lane[], id: string): string[] {
  const lane = lanes.find((one) => one.id === id)
  return lane?.bars.map(({ from, to, tone, text }) => `${from}-${to} ${tone} ${text}`) ?? []
}

describe('swimLanes', () => {
  it('tells a broker loss on the lanes of its session and of every replica', () => {
    const { lanes, isr, firstChange } = swimLanes(
      scene({ leader: 2, isr: [2, 3], since: 500_010, gone: [1] }),
      [
        event('broker-left', 500_000, 'broker:1', null, null),
        event('isr-shrank', 500_010, 'partition:orders/0', '[1,2,3]', '[2,3]'),
        event('leader-changed', 500_010, 'partition:orders/0', '1', '2'),
      ],
      RECORDED,
      NOW,
    )
    expect(words(lanes, 'replica-1')).toEqual([
      '0-100000 unrecorded before we connected',
      '100000-500000 leader leader',
      '500000-1000000 offline offline',
    ])
    expect(words(lanes, 'replica-2')).toEqual([
      '0-100000 unrecorded before we connected',
      '100000-500010 in-sync in sync',
      '500010-1000000 leader leader · epoch 7',
    ])
    expect(words(lanes, 'session-1').slice(1)).toEqual([
      '100000-500000 outlined earlier session',
      '500000-1000000 offline gone',
    ])
    expect(words(lanes, 'controller')).toEqual([
      '0-50000 unrecorded before we connected',
      '50000-1000000 outlined broker 3 · epoch 2',
    ])
    expect(lanes.some(({ id }) => id === 'session-2')).toBe(false)
    expect(isr).toEqual([
      { from: 100_000, to: 500_010, value: 3 },
      { from: 500_010, to: NOW, value: 2 },
    ])
    expect(firstChange).toBe(500_000)
  })

  it("reaches back beyond our recording by the znode's own time while nothing changed", () => {
    const { lanes } = swimLanes(scene({ leader: 1, isr: [1, 2, 3], since: 20 }), [], RECORDED, NOW)
    expect(words(lanes, 'replica-3')).toEqual(['0-20 unrecorded before we connected', '20-1000000 in-sync in sync'])
  })

  it('ends with what the cluster says now, whatever the last event said', () => {
    const { lanes } = swimLanes(
      scene({ leader: 3, isr: [1, 2, 3], since: 0 }),
      [
        event('leader-lost', 400_000, 'partition:orders/0', '1', null),
        event('leader-changed', 400_100, 'partition:orders/0', null, '2'),
      ],
      RECORDED,
      NOW,
    )
    expect(words(lanes, 'replica-3').at(-1)).toBe('400100-1000000 leader leader · epoch 7')
    expect(words(lanes, 'replica-1').slice(1)).toEqual([
      '100000-400000 leader leader',
      '400000-1000000 in-sync in sync',
    ])
  })

  it('draws the time without a controller', () => {
    const { lanes } = swimLanes(
      scene({ leader: 1, isr: [1, 2, 3], since: 0 }),
      [
        event('controller-lost', 300_000, 'controller', '1', null),
        event('controller-elected', 306_000, 'controller', null, '3'),
      ],
      RECORDED,
      NOW,
    )
    expect(words(lanes, 'controller').slice(1)).toEqual([
      '100000-300000 outlined broker 1',
      '300000-306000 offline no controller',
      '306000-1000000 outlined broker 3 · epoch 2',
    ])
  })
})
