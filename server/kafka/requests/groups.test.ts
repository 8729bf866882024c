import { afterEach, describe, expect, it } from 'vitest'
import { KafkaClient } from '../client'
import { type Reply, type SeenRequest, scriptedBroker } from '../fixtures/scripted-broker'

const cleanUp: (() => unknown)[] = []
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step()
})

/** A client that knows the scripted broker as broker 1; `versions` caps what the broker speaks, by API key. */
async function clientOf(
  script: (request: SeenRequest) => Reply | undefined,
  versions: Record<number, number> = {},
): Promise<{ kafka: KafkaClient; seen: SeenRequest[] }> {
  const highest = { 3: 12, 9: 9, 15: 6, 16: 5, 69: 1, ...versions }
  const apiKeys = Object.entries(highest).map(([key, maxVersion]) => ({
    apiKey: Number(key),
    minVersion: 0,
    maxVersion,
  }))
  const scripted = await scriptedBroker((request, port) => {
    if (request.api === 'ApiVersions') return { apiKeys }
    if (request.api === 'Metadata') return { brokers: [{ nodeId: 1, host: '127.0.0.1', port }], controllerId: 1 }
    return script(request)
  })
  const kafka = new KafkaClient({ bootstrap: [`127.0.0.1:${scripted.port}`] })
  cleanUp.push(
    () => scripted.close(),
    () => kafka.close(),
  )
  await kafka.metadata([])
  return { kafka, seen: scripted.seen }
}

const of = (seen: SeenRequest[], api: string) => seen.filter((request) => request.api === api)

describe('listGroups', () => {
  const groups = [
    { groupId: 'billing', protocolType: 'consumer', groupState: 'Stable', groupType: 'consumer' },
    { groupId: '', protocolType: '', groupState: 'Empty', groupType: 'classic' },
  ]

  it('tells type and state where the broker does, also beside an error', async () => {
    const { kafka } = await clientOf(() => ({ errorCode: 14, groups }))
    expect(await kafka.listGroups(1)).toEqual({
      groups: [
        { id: 'billing', protocolType: 'consumer', type: 'consumer', state: 'Stable' },
        { id: '', protocolType: '', type: 'classic', state: 'Empty' },
      ],
      error: expect.objectContaining({ name: 'COORDINATOR_LOAD_IN_PROGRESS' }),
    })
  })

  it('selects by state, and refuses where the broker cannot', async () => {
    const { kafka, seen } = await clientOf(() => ({ groups }))
    await kafka.listGroups(1, { states: ['Assigning'] })
    expect(of(seen, 'ListGroups')[0]?.body).toMatchObject({ statesFilter: ['Assigning'] })
    const old = await clientOf(() => ({ groups }), { 16: 3 })
    await expect(old.kafka.listGroups(1, { states: ['Assigning'] })).rejects.toMatchObject({ code: 'unsupported' })
  })

  it.each([
    [4, 'Stable'],
    [3, null],
  ])('knows with v%i no type, and the state %s', async (version, state) => {
    const { kafka } = await clientOf(() => ({ groups }), { 16: version })
    expect((await kafka.listGroups(1)).groups[0]).toMatchObject({ type: null, state })
  })
})

describe('describeGroups', () => {
  it('asks once for all, and gives each group its own answer', async () => {
    const members = [
      {
        memberId: 'm-1',
        groupInstanceId: 'one',
        clientId: 'c',
        clientHost: '/10.0.0.7',
        memberAssignment: Buffer.from([7]),
      },
    ]
    const { kafka, seen } = await clientOf(() => ({
      groups: [
        { groupId: 'a', groupState: 'Stable', protocolType: 'consumer', protocolData: 'range', members },
        { groupId: 'b', errorCode: 69, errorMessage: 'Group b is not a classic group.' },
        { groupId: 'c', errorCode: 30 },
      ],
    }))
    const described = await kafka.describeGroups(1, ['a', 'b', 'c', 'd'])
    expect(Object.fromEntries(described)).toEqual({
      a: {
        ...{ state: 'Stable', protocolType: 'consumer', protocol: 'range' },
        members: [
          {
            ...{ memberId: 'm-1', instanceId: 'one', clientId: 'c', host: '/10.0.0.7' },
            ...{ metadata: Buffer.alloc(0), assignment: Buffer.from([7]) },
          },
        ],
      },
      b: { error: { code: 69, name: 'GROUP_ID_NOT_FOUND', message: 'Group b is not a classic group.' } },
      c: { error: expect.objectContaining({ name: 'GROUP_AUTHORIZATION_FAILED' }) },
      d: { error: expect.objectContaining({ message: 'the broker left this group out' }) },
    })
    expect(of(seen, 'DescribeGroups').map(({ body }) => body['groups'])).toEqual([['a', 'b', 'c', 'd']])
  })

  it('asks nobody about nothing', async () => {
    const { kafka, seen } = await clientOf(() => 'close')
    expect(await kafka.describeGroups(1, [])).toEqual(new Map())
    expect(await kafka.describeConsumerGroups(1, [])).toEqual(new Map())
    expect(await kafka.fetchOffsets(1, [])).toEqual(new Map())
    expect(seen.map(({ api }) => api)).toEqual(['ApiVersions', 'Metadata'])
  })
})

describe('describeConsumerGroups', () => {
  it('tells epochs, what each member holds and what it shall hold', async () => {
    const held = (partitions: number[]) => ({ topicPartitions: [{ topicName: 'orders', partitions }] })
    const members = [
      {
        ...{ memberId: 'm', memberEpoch: 6, clientId: 'c', clientHost: '/10.0.0.7', subscribedTopicNames: ['orders'] },
        ...{ assignment: held([0, 1]), targetAssignment: held([0]) },
      },
    ]
    const epochs = { groupState: 'Reconciling', groupEpoch: 7, assignmentEpoch: 7, assignorName: 'uniform' }
    const { kafka } = await clientOf(() => ({
      groups: [
        { groupId: 'a', ...epochs, members },
        { groupId: 'b', errorCode: 35 },
      ],
    }))
    const described = await kafka.describeConsumerGroups(1, ['a', 'b'])
    expect(described.get('a')).toMatchObject({
      ...{ state: 'Reconciling', groupEpoch: 7, assignmentEpoch: 7, assignor: 'uniform' },
      members: [
        {
          ...{ epoch: 6, subscribed: ['orders'], assigned: [{ topic: 'orders', partitions: [0, 1] }] },
          target: [{ topic: 'orders', partitions: [0] }],
        },
      ],
    })
    expect(described.get('b')).toMatchObject({ error: { name: 'UNSUPPORTED_VERSION' } })
  })

  it('is unsupported where no broker has it', async () => {
    const { kafka } = await clientOf(() => 'close', { 69: -1 })
    await expect(kafka.describeConsumerGroups(1, ['a'])).rejects.toMatchObject({ code: 'unsupported' })
  })
})

describe('fetchOffsets', () => {
  const topics = (offset: bigint) => [
    {
      name: 'orders',
      partitions: [
        { partitionIndex: 1, committedOffset: offset, metadata: '' },
        { partitionIndex: 0, committedOffset: -1n, metadata: 'by hand', errorCode: 29 },
      ],
    },
  ]

  it('asks once for all groups and all their topics', async () => {
    const { kafka, seen } = await clientOf(() => ({
      groups: [
        { groupId: 'a', topics: topics(2n ** 62n) },
        { groupId: 'b', errorCode: 16 },
      ],
    }))
    const commits = await kafka.fetchOffsets(1, ['a', 'b', 'c'])
    expect(commits.get('a')).toEqual({
      topics: [
        {
          topic: 'orders',
          partitions: [
            { partition: 1, offset: 2n ** 62n, metadata: null, error: null },
            {
              ...{ partition: 0, offset: null, metadata: 'by hand' },
              error: expect.objectContaining({ name: 'TOPIC_AUTHORIZATION_FAILED' }),
            },
          ],
        },
      ],
    })
    expect(commits.get('b')).toMatchObject({ error: { name: 'NOT_COORDINATOR' } })
    expect(commits.get('c')).toMatchObject({ error: { message: 'the broker left this group out' } })
    expect(
      of(seen, 'OffsetFetch').map(({ version, body }) => [version, body['groups'], body['requireStable']]),
    ).toEqual([
      [9, ['a', 'b', 'c'].map((groupId) => ({ groupId, memberId: null, memberEpoch: -1, topics: null })), false],
    ])
  })

  it('asks group by group where the broker knows no better', async () => {
    const script = ({ body }: SeenRequest) =>
      body['groupId'] === 'b' ? { errorCode: 14 } : { topics: topics(BigInt(String(body['groupId']).slice(1) || 1)) }
    const { kafka, seen } = await clientOf(script, { 9: 7 })
    const ids = ['a', 'b', ...Array.from({ length: 40 }, (_, index) => `g${index}`)]
    const commits = await kafka.fetchOffsets(1, ids)
    expect(new Set(commits.keys())).toEqual(new Set(ids))
    expect(commits.get('g39')).toMatchObject({ topics: [{ partitions: [{ offset: 39n }, {}] }] })
    expect(commits.get('b')).toMatchObject({ error: { name: 'COORDINATOR_LOAD_IN_PROGRESS' } })
    const asked = of(seen, 'OffsetFetch')
    expect(new Set(asked.map(({ version, body }) => `${version} ${body['topics']}`))).toEqual(new Set(['7 null']))
    expect(asked.map(({ body }) => body['groupId'])).toEqual(ids)
  })

  it('keeps what it got when a broker falls silent half-way, and throws when it got nothing', async () => {
    const { kafka } = await clientOf(({ body }) => (body['groupId'] === 'a' ? { topics: topics(1n) } : 'silence'), {
      9: 7,
    })
    const commits = await kafka.fetchOffsets(1, ['a', 'b'], { timeoutMs: 1_200 })
    expect(commits.get('a')).toMatchObject({ topics: [{ topic: 'orders' }] })
    expect(commits.get('b')).toMatchObject({ error: { name: 'REQUEST_TIMED_OUT' } })
    await expect(kafka.fetchOffsets(1, ['b'], { timeoutMs: 1_000 })).rejects.toMatchObject({ code: 'timeout' })
  })
})
