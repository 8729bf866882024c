import { describe, expect, it } from 'vitest'
import { registered, testCluster } from '../model/cluster.fixture'
import { applyPatches } from '../model/patch'
import { brokersVerdict, topicsVerdict } from './list-verdicts'
import type { Verdict } from './sentence'
import { clusterVerdict, partitionsVerdict } from './verdict'

const text = ({ title }: Verdict): string => title.map((part) => part.text).join('')
const whole = { topic: 'orders', partition: 0, leader: 1, replicas: [1, 2, 3], isr: [1, 2, 3], min: 2 }

const broken = applyPatches(
  testCluster(
    [1, 2, 3],
    [
      { ...whole, leader: 3, isr: [3, 1], changedAt: 61_000 },
      { ...whole, partition: 1, replicas: [2, 3, 1], leader: 3, isr: [3], changedAt: 62_000 },
      { ...whole, topic: 'solo', partition: 0, replicas: [2], leader: null, isr: [2], min: 1, changedAt: 61_500 },
    ],
  ),
  [
    { op: 'remove', kind: 'registration', key: '2', source: 'zookeeper', at: 60_000 },
    {
      op: 'put',
      kind: 'departure',
      key: '2',
      value: { id: 2, host: 'kafka2', port: 9092, rack: null, leftAt: 60_000, seenLate: false, sessionId: '0xa2' },
      source: 'zookeeper',
      at: 60_000,
    },
  ],
)

describe('clusterVerdict', () => {
  it('is quiet about a healthy cluster, with the time of the last change', () => {
    const verdict = clusterVerdict(testCluster([1, 2, 3], [whole]))
    expect(verdict).toMatchObject({ state: 'ok', level: 'ok', since: 500 })
    expect(text(verdict)).toContain('The only partition in sync since')
  })

  it('counts each partition once, in its worst state, and names the broker and its departure', () => {
    const verdict = clusterVerdict(broken)
    expect(verdict).toMatchObject({ state: 'offline', level: 'critical', since: 60_000 })
    expect(text(verdict)).toBe(
      '1 partition is offline, 1 refuses writes and 1 lacks a copy since 1970-01-01T00:01:00.000Z, because broker 2 is gone.',
    )
  })

  it('links the counts and the broker', () => {
    const links = clusterVerdict(broken).title.flatMap((part) => part.href ?? [])
    expect(links).toEqual([
      '/clusters/test/partitions?preset=unavailable',
      '/clusters/test/partitions?preset=under-min-isr',
      '/clusters/test/partitions?preset=under-replicated',
      '/clusters/test/brokers/2',
    ])
  })

  it('counts several brokers with one noun', () => {
    const two = applyPatches(broken, [
      { op: 'remove', kind: 'registration', key: '3', source: 'zookeeper', at: 60_000 },
    ])
    expect(text(clusterVerdict(two))).toContain('because brokers 2 and 3 are gone.')
  })

  it('says that leaders and ISR stand still while ZooKeeper cannot be read', () => {
    const down = {
      name: 'zookeeper',
      status: 'down' as const,
      since: 9_000,
      lastOkAt: 8_000,
      intervalMs: null,
      reason: 'zk1:2181 refused the connection',
    }
    const model = applyPatches(testCluster([1, 2, 3], [whole]), [
      { op: 'put', kind: 'source', key: 'zookeeper', value: down, source: 'zookeeper', at: 9_000 },
    ])
    const verdict = clusterVerdict(model)
    expect(text(verdict)).toBe(
      'ZooKeeper cannot be read since 1970-01-01T00:00:09.000Z: leaders and ISR are as of then.',
    )
    expect(verdict.detail[0]?.text).toContain('zk1:2181 refused the connection')
  })

  it('sees a controller that lost its own session', () => {
    const controller = { brokerId: 1, epoch: 3, since: 5, sessionId: '0xold', kraftEpoch: null }
    const model = applyPatches(testCluster([1, 2, 3], [whole]), [
      { op: 'put', kind: 'controller', key: 'cluster', value: controller, source: 'zookeeper', at: 1 },
      registered(1, { registeredAt: 70_000 }),
    ])
    expect(text(clusterVerdict(model))).toContain('nobody acts as controller since 1970-01-01T00:01:10.000Z')
  })
})

describe('the other verdicts', () => {
  it('say what their page is about', () => {
    expect(text(partitionsVerdict(broken))).toContain('1 partition is offline and 1 refuses writes since')
    expect(text(brokersVerdict(broken))).toBe('Broker 2 is gone since 1970-01-01T00:01:00.000Z.')
    expect(text(topicsVerdict(broken))).toContain('2 of 2 topics are at risk since')
  })
})
