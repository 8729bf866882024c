import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { ClusterModel } from '../model/cluster'
import { applyPatches } from '../model/patch'
import { brokerView } from '../views/broker'
import { partitionView } from '../views/partition'
import { topicView } from '../views/topic'
import { at, config, events, full, kraft, NOW, sparse, unread } from './answers.fixture'
import { brokerAnswer, brokerBody, brokersAnswer, brokersBody, brokersQuery } from './broker-answer'
import { clusterAnswer, clusterBody, clustersAnswer, clustersBody, clustersQuery } from './cluster-answer'
import { envelope } from './envelope'
import { eventsAnswer, eventsBody, eventsQuery } from './event-answer'
import { historyAnswer, historyBody, historyQuery } from './history-answer'
import { partitionsAnswer, partitionsBody, partitionsQuery } from './partition-answer'
import { partitionAnswer, partitionBody } from './partition-detail'
import { topicAnswer, topicBody, topicsAnswer, topicsBody, topicsQuery } from './topic-answer'
import { unexplained } from './unexplained.fixture'

/** Every answer of the API about a model, as it travels. */
function answers(model: ClusterModel) {
  const head = envelope(model, 7, NOW)
  const broker = brokerView(model, 1)
  const topic = topicView(model, 'orders')
  const partition = partitionView(model, 'orders', 0)
  const history = historyQuery.parse({ series: 'offline,messages-per-second', to: new Date(NOW).toISOString() })
  const made: ([z.ZodType, object] | null)[] = [
    [clustersAnswer, clustersBody([{ model, revision: 7, lastEventAt: null }], clustersQuery.parse({}), NOW)],
    [clusterAnswer, { ...head, ...clusterBody({ model, lastEventAt: NOW }, NOW) }],
    [brokersAnswer, { ...head, ...brokersBody(model, brokersQuery.parse({})) }],
    [topicsAnswer, { ...head, ...topicsBody(model, topicsQuery.parse({})) }],
    [partitionsAnswer, { ...head, ...partitionsBody(model, partitionsQuery.parse({})) }],
    [eventsAnswer, { ...head, ...eventsBody('e', events, eventsQuery.parse({}), null) }],
    [historyAnswer, { ...head, ...historyBody([], history, NOW) }],
    broker && [brokerAnswer, { ...head, ...brokerBody(model, broker, config) }],
    broker && [brokerAnswer, { ...head, ...brokerBody(model, broker, { entries: null, error: 'timed out' }) }],
    topic && [topicAnswer, { ...head, ...topicBody(model, topic, config) }],
    partition && [partitionAnswer, { ...head, ...partitionBody(model, partition, events) }],
  ]
  return made
    .filter((one) => one !== null)
    .map(([schema, body]) => ({ schema, json: JSON.parse(JSON.stringify(body)) as unknown }))
}

describe.each([
  ['a cluster with faults', full],
  ['a cluster hardly read', sparse],
  ['a cluster without ZooKeeper', kraft],
  ['a cluster that never answered', unread],
])('answers about %s', (_, model) => {
  it('are what the contract says', () => {
    for (const { schema, json } of answers(model)) expect(schema.parse(json)).toEqual(json)
  })

  it('give a reason for everything unknown', () => {
    for (const { json } of answers(model)) expect(unexplained(json)).toEqual([])
  })

  it('never hold a number below 0', () => {
    for (const { json } of answers(model)) expect(JSON.stringify(json)).not.toMatch(/[:[,]"?-\d/)
  })
})

describe('partition answers', () => {
  const body = partitionsBody(full, partitionsQuery.parse({}))

  it('say null of a leader that is not there, and why', () => {
    expect(body.items.find((item) => item.partition === 1)).toMatchObject({
      leader: null,
      leaderReason: 'only copy is on broker 3, which is gone',
      state: 'offline',
      status: 'offline',
      endOffset: null,
      endOffsetReason: 'the partition has no leader',
      problems: ['unavailable', 'under-min-isr'],
    })
  })

  it('keep every digit and each source apart', () => {
    expect(body.items.find((item) => item.topic === 'orders')).toMatchObject({
      startOffset: '9007199254740993',
      endOffset: '9223372036854775807',
      sizeBytes: '9007199254740993',
      sizeReason: null,
      views: {
        zookeeper: { leader: 1, isr: [1, 2, 3] },
        metadata: { leader: 1, leaderEpoch: null, isr: [1] },
      },
    })
  })

  it('list names that objects would trip over', () => {
    expect(body.items.map((item) => item.topic)).toEqual(['__proto__', 'constructor', 'orders', 'orders', 'toString'])
    expect(topicsBody(full, topicsQuery.parse({})).items.map((item) => [item.name, item.outOfSync])).toEqual([
      ['__proto__', 1],
      ['constructor', 1],
      ['orders', 0],
      ['toString', 1],
    ])
  })

  it('take presets, a topic and a broker', () => {
    const keys = (query: Record<string, string>) =>
      partitionsBody(full, partitionsQuery.parse(query)).items.map((item) => `${item.topic}/${item.partition}`)
    expect(keys({ preset: 'unavailable' })).toEqual(['orders/1'])
    expect(keys({ preset: 'under-replicated' })).toEqual(['__proto__/0', 'constructor/0', 'toString/0'])
    expect(keys({ preset: 'under-replicated', topic: '__proto__' })).toEqual(['__proto__/0'])
    expect(keys({ broker: '2', topic: 'orders' })).toEqual(['orders/0'])
    expect(keys({ sort: '-leader', limit: '1' })).toEqual(['__proto__/0'])
  })
})

describe('broker answers', () => {
  const item = (model: ClusterModel, id: number) =>
    brokersBody(model, brokersQuery.parse({})).items.find((one) => one.id === id)

  it('tell a missing broker from a live one, and why', () => {
    expect(item(full, 1)).toMatchObject({
      alive: true,
      isController: true,
      sizeBytes: '9007199254740993',
      sizeReason: null,
    })
    expect(item(full, 3)).toMatchObject({
      alive: false,
      state: 'missing',
      stateReason: expect.stringContaining('not registered'),
      session: null,
      endpoints: null,
      replicas: 5,
      outOfSync: 3,
    })
  })

  it('say that without ZooKeeper nobody knows since when a broker runs', () => {
    const value = { id: 1, status: 'answering' as const, since: 5, lastAnswerAt: null, reason: null }
    const answering = applyPatches(kraft, [{ op: 'put', kind: 'probe', key: '1', value, ...at }])
    expect(item(answering, 1)).toMatchObject({ alive: true, sinceReason: expect.stringContaining('Vivarium sees') })
    expect(item(full, 1)).toMatchObject({ since: '1970-01-01T00:00:00.100Z', sinceReason: null })
  })

  it('say that the disks of a broker that went are remembered', () => {
    const departure = { id: 1, host: 'k', port: 1, rack: null, leftAt: 9, seenLate: false, sessionId: null }
    const gone = applyPatches(full, [
      { op: 'remove', kind: 'registration', key: '1', ...at },
      { op: 'put', kind: 'departure', key: '1', value: departure, ...at },
    ])
    expect(item(gone, 1)).toMatchObject({
      alive: false,
      state: 'gone',
      sizeBytes: '9007199254740993',
      sizeReason: 'as it was before the broker left',
    })
  })
})

describe('unknown is not zero', () => {
  it('before anything was read', () => {
    expect(clusterBody({ model: unread, lastEventAt: null }, NOW)).toMatchObject({
      brokersTotal: null,
      partitions: null,
      offline: null,
      offlineReason: 'the cluster has not answered yet',
      verdict: { level: 'unknown' },
      controller: { id: null, idReason: 'the cluster has not answered yet' },
    })
    expect(topicsBody(unread, topicsQuery.parse({}))).toEqual({
      items: [],
      total: null,
      totalReason: 'the cluster has not answered yet',
      nextCursor: null,
    })
  })

  it('where the partition state or min ISR was never read', () => {
    expect(partitionsBody(sparse, partitionsQuery.parse({})).items[0]).toMatchObject({
      isr: null,
      problems: null,
      leaderEpoch: null,
      state: 'new',
    })
    expect(topicsBody(sparse, topicsQuery.parse({})).items[0]).toMatchObject({
      underMinIsr: null,
      retentionMs: null,
      messages: null,
    })
    expect(clusterBody({ model: sparse, lastEventAt: null }, NOW)).toMatchObject({ underMinIsr: null, partitions: 1 })
  })
})

describe('queries', () => {
  const fault = (schema: typeof topicsQuery | typeof partitionsQuery, query: Record<string, string>) =>
    schema.safeParse(query).error?.issues[0]

  it('take a limit from 1 to 1000 and bend none into it', () => {
    expect(topicsQuery.parse({}).limit).toBe(100)
    expect(topicsQuery.parse({ limit: '1000' }).limit).toBe(1_000)
    for (const limit of ['0', '-1', '1001', '1000000000', '1e2', '1.5', '', ' 1', '0x10', 'x', '01'])
      expect(fault(topicsQuery, { limit })).toMatchObject({
        path: ['limit'],
        message: 'must be a whole number from 1 to 1000',
      })
  })

  it('name the words they take', () => {
    expect(fault(partitionsQuery, { preset: 'all' })?.message).toBe(
      'must be one of unavailable, under-min-isr, at-min-isr, under-replicated, not-preferred, reassigning',
    )
    expect(fault(topicsQuery, { sort: '-nonsense' })?.message).toContain('sizeBytes')
    expect(fault(topicsQuery, { sort: '--name' })?.path).toEqual(['sort'])
    expect(fault(partitionsQuery, { topic: 'a b' })).toMatchObject({
      path: ['topic'],
      message: expect.stringContaining('position 2'),
    })
    expect(fault(topicsQuery, { at: '2026-01-01T00:00:00Z' })?.code).toBe('unrecognized_keys')
  })
})
