import { afterEach, describe, expect, it } from 'vitest'
import { VivariumError } from '@/lib/errors'
import { SINGLE } from '@/lib/model/cluster'
import type { GroupListing } from '@/lib/model/consumer-group'
import { coordinatorPartition, OFFSETS_TOPIC } from '@/lib/records/coordinator-partition'
import { itemError } from '../kafka/item-error'
import type { ClassicGroup } from '../kafka/requests/describe-groups'
import type { ListedGroup } from '../kafka/requests/list-groups'
import { LiveModel } from '../model/cluster-model'
import { GroupCollector } from './groups'

/** Two partitions of the offsets topic: group "a" is in 1 (Java's hash 97), group "b" in 0. */
const IN_0 = 'b'
const IN_1 = 'a'

interface Broker {
  lists: ListedGroup[] | Error
  listError?: number
  /** By group id, for either API: a description, or Kafka's error code; not found when it is missing. */
  describes: Record<string, Partial<ClassicGroup> | number>
}

const group = (id: string, more: Partial<ListedGroup> = {}): ListedGroup => ({
  id,
  protocolType: 'consumer',
  type: 'classic',
  state: 'Stable',
  ...more,
})
const member = (memberId: string) => ({
  memberId,
  instanceId: null,
  clientId: 'c',
  host: '/10.0.0.7',
  metadata: new Uint8Array(),
  assignment: new Uint8Array(),
})
const silent = new VivariumError({
  code: 'timeout',
  message: 'ListGroups request to kafka2:9092: no answer within 3000 ms',
})

const models: LiveModel[] = []
afterEach(() => {
  for (const model of models.splice(0)) model.close()
})

/** A collector over scripted brokers 1 and 2; `leaders` of the offsets topic's partitions 0 and 1. */
function collector(brokers: Record<number, Broker>, leaders: (number | null)[]) {
  const model = new LiveModel()
  models.push(model)
  const lead = (now: (number | null)[]) => {
    const partitions = now.map((leader, partition) => ({
      ...{ partition, leader, leaderEpoch: 0, replicas: [1, 2], isr: [1, 2] },
      ...{ offlineReplicas: [], error: null, changedAt: null },
    }))
    const value = { name: OFFSETS_TOPIC, topicId: null, internal: true, error: null, partitions, firstSeenAt: null }
    model.write([{ op: 'put', kind: 'topicMetadata', key: OFFSETS_TOPIC, value, source: 'metadata', at: 1 }])
    model.flush()
  }
  if (leaders.length > 0) lead(leaders)
  const asked: string[] = []
  let found = 0
  const scripted = (id: number) => brokers[id] ?? { lists: [], describes: {} }
  const describeAt = async <T>(id: number, ids: string[], whole: (answer: Partial<ClassicGroup>) => T) => {
    asked.push(...ids.map((one) => `${id}:${one}`))
    return new Map(
      ids.map((one) => {
        const answer = scripted(id).describes[one] ?? 69
        const error = typeof answer === 'number' ? itemError(answer) : null
        return [one, error ? { error } : whole(answer as Partial<ClassicGroup>)] as const // numbers are errors
      }),
    )
  }
  const base = { state: 'Stable', protocolType: 'consumer', protocol: 'range', members: [] }
  const read = new GroupCollector(
    {
      brokers: () => Object.keys(brokers).map((id) => ({ id: Number(id), host: `kafka${id}`, port: 9092, rack: null })),
      listGroups: async (id) => {
        const { lists, listError = 0 } = scripted(id)
        if (lists instanceof Error) throw lists
        return { groups: lists, error: itemError(listError) }
      },
      describeGroups: (id, ids) => describeAt(id, ids, (answer) => ({ ...base, ...answer })),
      describeConsumerGroups: (id, ids) =>
        describeAt(id, ids, () => ({
          state: 'Stable',
          groupEpoch: 3,
          assignmentEpoch: 3,
          assignor: 'uniform',
          members: [],
        })),
    },
    model,
    () => {
      found += 1
    },
  )
  return {
    model,
    lead,
    asked,
    found: () => found,
    async read() {
      try {
        await read.read(new AbortController().signal)
      } finally {
        model.flush()
      }
    },
    listing: (id: string) => model.current.groupListing.get(id),
    description: (id: string) => model.current.groupDescription.get(id),
    gaps: () => model.current.groupCoverage.get(SINGLE)?.gaps,
  }
}

it('names its groups after the partitions they are in', () => {
  expect([coordinatorPartition(IN_0, 2), coordinatorPartition(IN_1, 2)]).toEqual([0, 1])
})

describe('GroupCollector', () => {
  it('dates what appears later, and nothing that was there', async () => {
    const broker: Broker = {
      lists: [group(IN_0)],
      describes: { [IN_0]: { members: [member('m1')] }, [IN_1]: { members: [member('m2')] } },
    }
    const one = collector({ 1: broker }, [1, 1])
    await one.read()
    expect(one.listing(IN_0)).toEqual({ ...group(IN_0), coordinator: 1, stateSince: null })
    expect(one.description(IN_0)?.members).toMatchObject([{ memberId: 'm1', host: '10.0.0.7', since: null }])
    broker.lists = [group(IN_0, { state: 'Empty' }), group(IN_1)]
    broker.describes[IN_0] = { state: 'Empty', members: [member('m3')] }
    await one.read()
    expect(one.listing(IN_0)?.stateSince).toEqual(expect.any(Number))
    expect(one.listing(IN_1)?.stateSince).toEqual(expect.any(Number))
    expect(one.description(IN_1)?.members).toMatchObject([{ since: expect.any(Number) }])
    expect(one.description(IN_0)?.members).toMatchObject([{ memberId: 'm3', since: expect.any(Number) }])
    expect(one.found()).toBe(2)
  })

  it('keeps the groups of a broker that does not answer, with the reason, and reads the others', async () => {
    const second: Broker = { lists: [group(IN_1)], describes: { [IN_1]: { members: [member('m1')] } } }
    const both = collector({ 1: { lists: [group(IN_0)], describes: { [IN_0]: {} } }, 2: second }, [1, 2])
    await both.read()
    second.lists = silent
    await both.read()
    expect(both.listing(IN_1)).toMatchObject({ coordinator: 2, state: 'Stable' })
    expect(both.description(IN_1)).toMatchObject({ error: silent.message, members: [{ memberId: 'm1' }] })
    expect(both.description(IN_0)?.error).toBeNull()
    expect(both.gaps()).toEqual([{ partitions: [1], broker: 2, reason: silent.message }])
    second.lists = [group(IN_1)]
    await both.read()
    expect([both.description(IN_1)?.error, both.gaps()]).toEqual([null, []])
  })

  it('does not date a group whose coordinator was silent from the start', async () => {
    const second: Broker = { lists: silent, describes: { [IN_1]: { members: [member('m1')] } } }
    const both = collector({ 1: { lists: [], describes: {} }, 2: second }, [1, 2])
    await both.read()
    second.lists = [group(IN_1)]
    await both.read()
    expect(both.listing(IN_1)?.stateSince).toBeNull()
    expect(both.description(IN_1)?.members).toMatchObject([{ since: null }])
  })

  it('drops a group only when its coordinator neither lists it nor knows it when asked', async () => {
    const first: Broker = { lists: [group(IN_0)], describes: { [IN_0]: {} } }
    const both = collector({ 1: first, 2: { lists: [], describes: {} } }, [1, 1])
    await both.read()
    first.lists = []
    for (const [code, reason] of [
      [16, /NOT_COORDINATOR/],
      [14, /COORDINATOR_LOAD_IN_PROGRESS/],
      [30, /^not authorised to describe group b \(GROUP_AUTHORIZATION_FAILED\): DESCRIBE on GROUP needed$/],
    ] as const) {
      first.describes[IN_0] = code
      await both.read()
      expect(both.listing(IN_0)).toBeDefined()
      expect(both.description(IN_0)?.error).toMatch(reason)
    }
    const offsets = { id: IN_0, topics: [], error: null }
    both.model.write([{ op: 'put', kind: 'groupOffsets', key: IN_0, value: offsets, source: 'offsets', at: 1 }])
    first.describes = {}
    await both.read()
    const { groupListing, groupDescription, groupOffsets } = both.model.current
    expect([groupListing.size, groupDescription.size, groupOffsets.size]).toEqual([0, 0, 0])
  })

  it('follows a group to its new coordinator, whoever still lists it', async () => {
    const first: Broker = { lists: [group(IN_0)], describes: { [IN_0]: {} } }
    const second: Broker = { lists: [], describes: {} }
    const both = collector({ 1: first, 2: second }, [1, 1])
    await both.read()
    both.lead([null, 1])
    first.describes[IN_0] = 16
    await both.read()
    expect(both.description(IN_0)?.error).toMatch(/NOT_COORDINATOR/)
    first.lists = []
    await both.read()
    expect(both.description(IN_0)?.error).toBe('no coordinator: partition 0 of __consumer_offsets has no leader')
    expect(both.gaps()).toEqual([{ partitions: [0], broker: null, reason: 'the partition has no leader' }])
    both.lead([2, 1])
    Object.assign(second, { lists: [group(IN_0)], describes: { [IN_0]: {} } })
    await both.read()
    expect(both.listing(IN_0)).toMatchObject({ coordinator: 2, stateSince: null })
    expect(both.description(IN_0)?.error).toBeNull()
  })

  it('asks each group by the API of its type, and lists those none describes', async () => {
    const lists = [group(IN_0, { type: 'consumer' }), group(IN_1, { type: 'share', protocolType: 'share' })]
    const one = collector({ 1: { lists, describes: { [IN_0]: {} } } }, [1, 1])
    await one.read()
    expect(one.description(IN_0)).toMatchObject({ type: 'consumer', protocol: 'uniform', groupEpoch: 3 })
    expect(one.listing(IN_1)).toMatchObject({ type: 'share', coordinator: 1 } satisfies Partial<GroupListing>)
    expect(one.description(IN_1)).toBeUndefined()
    await one.read()
    expect(one.found()).toBe(1)
  })

  it('fails only when no broker answers, and says when none may be asked', async () => {
    const loading = collector(
      { 1: { lists: [], listError: 14, describes: {} }, 2: { lists: [], describes: {} } },
      [1, 2],
    )
    await loading.read()
    expect(loading.gaps()).toEqual([{ partitions: [0], broker: 1, reason: 'COORDINATOR_LOAD_IN_PROGRESS' }])
    await expect(collector({ 1: { lists: silent, describes: {} } }, []).read()).rejects.toMatchObject({
      code: 'unreachable',
      message: silent.message,
    })
    const denied = collector({ 1: { lists: [], listError: 31, describes: {} } }, [])
    await expect(denied.read()).rejects.toMatchObject({ code: 'forbidden' })
    const reason = 'not authorised to list groups (CLUSTER_AUTHORIZATION_FAILED): DESCRIBE on CLUSTER needed'
    expect(denied.gaps()).toEqual([{ partitions: [], broker: 1, reason }])
  })
})
