import { afterEach, describe, expect, it } from 'vitest'
import { VivariumError } from '@/lib/errors'
import type { OffsetReading } from '@/lib/lag/offset-reading'
import type { Patch } from '@/lib/model/patch'
import type { ZookeeperOffsets } from '@/lib/model/zookeeper-group'
import { OFFSETS_TOPIC } from '@/lib/records/coordinator-partition'
import { itemError } from '../kafka/item-error'
import type { GroupCommits } from '../kafka/requests/fetch-offsets'
import type { PartitionLeader } from '../kafka/requests/list-offsets'
import { LiveModel } from '../model/cluster-model'
import { OffsetCollector } from './offsets'

const models: LiveModel[] = []
afterEach(() => {
  for (const model of models.splice(0)) model.close()
})

function topic(name: string, leaders: (number | null)[]): Patch {
  const partitions = leaders.map((leader, partition) => ({
    ...{
      partition,
      leader,
      leaderEpoch: 0,
      replicas: [1],
      isr: [1],
      offlineReplicas: [],
      error: null,
      changedAt: null,
    },
  }))
  const value = { name, topicId: null, internal: false, error: null, partitions, firstSeenAt: null }
  return { op: 'put', kind: 'topicMetadata', key: name, value, source: 'metadata', at: 1 }
}

function listed(id: string, type = 'classic'): Patch {
  const value = { id, protocolType: 'consumer', type, state: 'Stable', coordinator: 1, stateSince: null }
  return { op: 'put', kind: 'groupListing', key: id, value, source: 'groups', at: 1 }
}

/** A cluster whose log grows with every look at it; group "b" is coordinated by broker 1, group "a" by broker 2. */
function cluster(inZookeeper: () => ZookeeperOffsets[] = () => []) {
  const model = new LiveModel()
  models.push(model)
  model.write([
    topic(OFFSETS_TOPIC, [1, 2]),
    topic('orders', [1, 2, null]),
    listed('a'),
    listed('b'),
    listed('s', 'share'),
  ])
  model.flush()
  let log = 100n
  const silent = new Set<number>()
  const calls: string[] = []
  const refused = new Map<string, number>()
  const kafka = {
    async fetchOffsets(broker: number, ids: string[]) {
      calls.push(`commits ${broker} ${ids}`)
      if (silent.has(broker)) throw new VivariumError({ code: 'timeout', message: `kafka${broker}: no answer` })
      const partitions = [{ partition: 0, offset: log++, metadata: null, error: null }]
      const commits: GroupCommits = { topics: [{ topic: 'orders', partitions }] }
      return new Map(
        ids.map((id) => {
          const error = itemError(refused.get(id) ?? 0)
          return [id, error ? { error } : commits] as const
        }),
      )
    },
    async listOffsets(asked: PartitionLeader[], kind: 'earliest' | 'latest') {
      calls.push(`${kind} ${asked.filter((one) => one.topic === 'orders').map(({ partition }) => partition)}`)
      const offset = () => (kind === 'earliest' ? 0n : log++)
      return new Map(
        asked.map((one) => [`${one.topic}/${one.partition}`, { offset: offset(), leaderEpoch: 0 }] as const),
      )
    },
  }
  const told: OffsetReading[] = []
  const collector = new OffsetCollector(kafka, model, (reading) => told.push(reading), inZookeeper)
  return {
    told,
    model,
    calls,
    silent,
    refused,
    async read() {
      await collector.read(new AbortController().signal)
      model.flush()
    },
    async touched(...ids: string[]) {
      const written = await collector.touched(new Set(ids), new AbortController().signal)
      model.flush()
      return written
    },
    end: (partition: number) => model.current.offsets.get('orders')?.partitions[partition],
    committed: (id: string) => model.current.groupOffsets.get(id),
  }
}

describe('OffsetCollector', () => {
  it('reads the commits first, the ends after, and writes both at once', async () => {
    const { model, calls, read, end, committed } = cluster()
    const revisions: number[] = []
    model.onChange(({ batch }) => revisions.push(batch.revision))
    await read()
    expect(new Set(calls.slice(0, 2))).toEqual(new Set(['commits 1 b', 'commits 2 a']))
    expect(calls.slice(2)).toEqual(['earliest 0,1', 'latest 0,1'])
    expect(revisions).toHaveLength(1)
    for (const id of ['a', 'b']) {
      const offset = committed(id)?.topics[0]?.partitions[0]?.offset
      expect(BigInt(end(0)?.end ?? 0)).toBeGreaterThan(BigInt(offset ?? 0))
    }
    expect(committed('s')).toBeUndefined()
    expect(end(2)).toEqual({ partition: 2, start: null, end: null, error: 'the partition has no leader' })
  })

  it('writes what was committed in ZooKeeper with ends that were read after it, and none of a group that is gone', async () => {
    const order: string[] = []
    const commit = (id: string): ZookeeperOffsets => {
      const partitions = [{ partition: 0, offset: '7', committedAt: 5, error: null }]
      return { id, topics: [{ topic: 'orders', partitions }], leftOut: 0 }
    }
    const { model, calls, told, read, end } = cluster(() => {
      order.push(`${calls.length} calls before`)
      return [commit('a'), commit('old'), commit('gone')]
    })
    for (const id of ['a', 'old']) {
      const value = { id, members: [], owners: [], unread: null }
      model.write([{ op: 'put', kind: 'zookeeperGroup', key: id, value, source: 'zookeeper', at: 1 }])
    }
    model.flush()
    const revisions: number[] = []
    model.onChange(({ batch }) => revisions.push(batch.revision))
    await read()
    expect(order).toEqual(['0 calls before'])
    expect(revisions).toHaveLength(1)
    expect(end(0)?.end).not.toBeNull()
    expect([...model.current.zookeeperOffsets.values()]).toEqual([commit('a'), commit('old')])
    // One of the same name is in Kafka, too.
    expect(told[0]?.groups.map(({ id }) => id).sort()).toEqual(['/consumers/a', 'a', 'b', 'old'])
  })

  it('keeps what a silent coordinator said last, waits for it once, and reads the others', async () => {
    const { calls, silent, read, end, committed } = cluster()
    await read()
    const before = committed('a')?.topics
    silent.add(2)
    calls.length = 0
    await read()
    expect(committed('a')).toEqual({ id: 'a', topics: before, error: 'kafka2: no answer' })
    expect(committed('b')?.error).toBeNull()
    expect(calls.at(-1)).toBe('latest 0')
    expect(end(1)).toMatchObject({ end: null, error: 'kafka2: no answer' })
    expect(end(0)).toMatchObject({ error: null })
    silent.clear()
    await read()
    expect([committed('a')?.error, end(1)?.error]).toEqual([null, null])
  })

  it('says why a group may not be read, and brings none back that is gone', async () => {
    const { model, refused, read, committed } = cluster()
    refused.set('a', 30)
    await read()
    const error = 'not authorised to read the offsets of group a (GROUP_AUTHORIZATION_FAILED): DESCRIBE on GROUP needed'
    expect(committed('a')).toEqual({ id: 'a', topics: [], error })
    model.write([{ op: 'remove', kind: 'groupListing', key: 'a', source: 'groups', at: 2 }])
    model.write([{ op: 'remove', kind: 'groupOffsets', key: 'a', source: 'groups', at: 2 }])
    const reading = read()
    model.flush()
    await reading
    expect(committed('a')).toBeUndefined()
  })

  it('reads just the groups that were touched, their commits before the ends of their logs', async () => {
    const { calls, told, read, touched, end, committed } = cluster()
    await read()
    const [before, other] = [end(1), committed('b')]
    calls.length = 0
    expect(await touched('a', 'unlisted')).toBe(3)
    expect(calls).toEqual(['commits 2 a', 'latest 0'])
    const offset = committed('a')?.topics[0]?.partitions[0]?.offset
    expect(BigInt(end(0)?.end ?? 0)).toBeGreaterThan(BigInt(offset ?? 0))
    expect([end(1), committed('b')]).toEqual([before, other])
    expect(
      told.map(({ complete, groups, ends }) => [complete, groups.map(({ id }) => id).sort(), [...ends.keys()]]),
    ).toEqual([
      [true, ['a', 'b'], expect.arrayContaining(['orders/0', 'orders/1'])],
      [false, ['a'], ['orders/0']],
    ])
  })

  it('reads one after the other, so that nothing older is written over what is newer', async () => {
    const { calls, read, touched } = cluster()
    await Promise.all([read(), touched('a'), read(), touched('b')])
    const whole = ['commits', 'commits', 'earliest', 'latest']
    const [small, again] = [
      ['commits', 'latest'],
      ['commits', 'commits', 'latest'],
    ]
    expect(calls.map((call) => call.split(' ')[0])).toEqual([...whole, ...small, ...again, ...small])
  })

  it('has nothing to write for a group whose coordinator is silent, but the reason', async () => {
    const { silent, read, touched, committed } = cluster()
    await read()
    const before = committed('a')?.topics
    silent.add(2)
    await touched('a')
    expect(committed('a')).toEqual({ id: 'a', topics: before, error: 'kafka2: no answer' })
  })

  it('keeps no older end beside a commit just read', async () => {
    const { model, told, read, touched, end } = cluster()
    await read()
    model.write([topic('orders', [null, 2, null])])
    model.flush()
    await touched('a')
    expect(end(0)).toEqual({ partition: 0, start: '0', end: null, error: 'the partition has no leader' })
    expect(told.at(-1)?.ends).toEqual(new Map([['orders/0', null]]))
  })

  it('does not wait in a small round for a broker whose probes fail', async () => {
    const { model, calls, read, touched, end } = cluster()
    await read()
    const value = { id: 1, status: 'not-answering', since: 0, lastAnswerAt: 0, reason: 'frozen' } as const
    model.write([{ op: 'put', kind: 'probe', key: '1', value, source: 'broker:1', at: 1 }])
    model.flush()
    calls.length = 0
    await touched('a')
    expect(calls).toEqual(['commits 2 a', 'latest '])
    expect(end(0)).toMatchObject({ end: null, error: 'frozen' })
  })
})
