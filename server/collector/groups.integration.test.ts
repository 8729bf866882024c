import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from '@/e2e/cluster/cluster'
import { joinGroup, joinGroupInJava, onlyCommit } from '@/e2e/cluster/group-members'
import { groupTables } from '@/e2e/cluster/group-tables'
import { createTopics, deleteTopics, produce } from '@/e2e/cluster/kafka-admin'
import type { KeptTool } from '@/e2e/cluster/kafka-tools'
import { until } from '@/e2e/cluster/until'
import { SINGLE } from '@/lib/model/cluster'
import { coordinatorPartition, OFFSETS_TOPIC } from '@/lib/records/coordinator-partition'
import { groupPartitionRows } from '@/lib/rows/group-partition-row'
import { compareNames } from '@/lib/rows/partition-row'
import type { ClusterInspector } from '../cluster-inspector'
import { inspectCluster } from '../testing/inspect'

const TOPICS = [
  { name: 'orders', partitions: 6, records: 40 },
  { name: 'payments', partitions: 3, records: 12 },
  { name: 'doomed', partitions: 2, records: 4 },
]

/** The model in the words of Kafka's tool. */
function tables(inspector: ClusterInspector) {
  const model = inspector.model()
  const ids = [...model.groupListing.keys()].sort(compareNames)
  const offsets = ids.flatMap((id) =>
    groupPartitionRows(model, model.groupDescription.get(id), model.groupOffsets.get(id)).map((row) => [
      ...[id, row.topic, row.partition, row.committed, row.lag],
      ...[row.member?.memberId, row.member?.host, row.member?.clientId],
    ]),
  )
  const ends = [...model.offsets.values()].flatMap(({ name, partitions }) =>
    partitions.map(({ partition, end }) => [`${name}/${partition}`, end] as const),
  )
  const members = ids.flatMap((id) =>
    (model.groupDescription.get(id)?.members ?? []).map((one) => [
      ...[id, one.memberId, one.instanceId, one.host, one.clientId],
      one.assigned?.reduce((sum, { partitions }) => sum + partitions.length, 0),
      one.assigned?.map(({ topic, partitions }) => `${topic}:${partitions}`).join(';') || null,
    ]),
  )
  const groups = ids.map((id) => {
    const [listing, description] = [model.groupListing.get(id), model.groupDescription.get(id)]
    const address = model.advertised.get(String(listing?.coordinator))
    expect(description?.error).toBeNull()
    expect(description?.state).toBe(listing?.state)
    return [
      ...[id, listing?.coordinator, `${address?.host}:${address?.port}`],
      ...[description?.protocol, listing?.state, description?.members?.length],
    ]
  })
  return { offsets: lines(offsets), ends: new Map(ends), members: lines(members), groups: lines(groups) }
}

function lines(rows: readonly (readonly (string | number | null | undefined)[])[]): string[] {
  return rows.map((row) => row.map((value) => value ?? '-').join(' ')).sort(compareNames)
}

/** One spelling for the assignments of all versions; 3.9 leaves the topic names out. */
function spelled(assignment: string | null): string | null {
  if (assignment === null || assignment.includes(':')) return assignment
  const topics = assignment.split('),').map((one) => one.replace(/\)$/, '').replace('(', ':'))
  const ascending = topics.map((one) => {
    const [topic, numbers = ''] = one.split(':')
    return `${topic}:${numbers
      .split(',')
      .map(Number)
      .sort((a, b) => a - b)}`
  })
  return ascending.sort(compareNames).join(';')
}

async function expectEqualToCommandLine(cluster: Cluster, inspector: ClusterInspector): Promise<void> {
  const said = await groupTables(cluster.cli)
  const read = tables(inspector)
  expect(read.offsets, 'committed, lag, member, host').toEqual(
    lines(
      said.offsets.map((row) => [
        row.group,
        row.topic,
        row.partition,
        row.committed,
        row.lag,
        row.memberId,
        row.host,
        row.clientId,
      ]),
    ),
  )
  for (const { topic, partition, end } of said.offsets) {
    if (end !== null) expect(read.ends.get(`${topic}/${partition}`), `end of ${topic}/${partition}`).toBe(end)
  }
  const nameless = cluster.version.startsWith('3.')
  const members = read.members.map((line) => (nameless ? line.replace(/\S+$/, (text) => spelledNameless(text)) : line))
  expect(members, 'members').toEqual(
    lines(
      said.members.map((row) => [
        ...[row.group, row.memberId, row.instanceId, row.host, row.clientId, row.partitions],
        spelled(row.assignment),
      ]),
    ),
  )
  expect(read.groups, 'states').toEqual(
    lines(said.groups.map((row) => [row.group, row.coordinator, row.address, row.strategy, row.state, row.members])),
  )
}

function spelledNameless(assignment: string): string {
  if (assignment === '-') return assignment
  return assignment
    .split(';')
    .map((one) => one.replace(/^[^:]+/, ''))
    .sort(compareNames)
    .join(';')
}

describe.each([
  { version: '3.9', brokers: 3 },
  { version: '2.8', brokers: 2 },
  { version: '4', brokers: 1 },
] as const)('groups of Kafka $version', ({ version, brokers }) => {
  let cluster: Cluster
  let inspector: ClusterInspector
  const consumers: Awaited<ReturnType<typeof joinGroup>>[] = []
  const tools: KeptTool[] = []
  const model = () => inspector.model()
  const groups = () => [...model().groupListing.keys()].sort(compareNames)
  const java = version === '4' ? ['java.classic', 'java.new'] : ['java.classic']
  const expected = ['js.left', 'js.pair', 'js.partial', 'only.commits', 'only.orders', ...java].sort(compareNames)

  beforeAll(async () => {
    // A frozen coordinator must be seen to be silent before its session ends and others take over.
    const patience = version === '4' ? {} : { brokerConfig: { 'zookeeper.session.timeout.ms': '18000' } }
    cluster = await startCluster({ version, brokers, ...patience })
    inspector = inspectCluster(cluster)
  })

  afterAll(async () => {
    await Promise.all([...consumers.map((one) => one.disconnect()), ...tools.map((one) => one.stop())])
    await inspector?.stop()
    await cluster?.stop()
  })

  it('reads a cluster that never had a group, and gives it no offsets topic', async () => {
    const first = await until('groups and offsets read', () => {
      const [one, two] = ['groups', 'offsets'].map((name) => model().source.get(name)?.lastOkAt)
      return one && two ? { one } : null
    })
    await until('and read again', () => (model().source.get('groups')?.lastOkAt ?? 0) > first.one)
    expect(groups()).toEqual([])
    expect(model().groupCoverage.get(SINGLE)).toEqual({ partitions: null, gaps: [] })
    expect(await cluster.cli.describeTopics()).toEqual([])
  })

  it('shows every group as kafka-consumer-groups does', async () => {
    await createTopics(cluster, TOPICS)
    for (const { name, partitions, records } of TOPICS) {
      const values = Array.from({ length: records }, (_, index) => ({
        value: `${index}`,
        partition: index % partitions,
      }))
      await produce(cluster, name, values)
    }
    consumers.push(await joinGroup(cluster, 'js.pair', ['orders', 'payments']))
    consumers.push(await joinGroup(cluster, 'js.pair', ['orders', 'payments']))
    // Holds three partitions, and commits in one of them only.
    const partial = await joinGroup(cluster, 'js.partial', ['payments'], false)
    consumers.push(partial)
    const left = await joinGroup(cluster, 'js.left', ['orders'])
    tools.push(joinGroupInJava(cluster, 'java.classic', 'orders|payments', ['group.instance.id=fixed-1']))
    if (version === '4')
      tools.push(joinGroupInJava(cluster, 'java.new', 'orders|payments', ['group.protocol=consumer']))
    await onlyCommit(cluster, 'only.commits', ['doomed', 'payments'])
    await onlyCommit(cluster, 'only.orders', ['orders'])
    await partial.commitOffsets([{ topic: 'payments', partition: 1, offset: '2' }])
    const rowsOf = (id: string) =>
      groupPartitionRows(model(), model().groupDescription.get(id), model().groupOffsets.get(id))
    // How many records there are, only the cluster knows: a producer may have sent a batch twice.
    const atEnd = (id: string, partitions: number) =>
      rowsOf(id).length === partitions && rowsOf(id).every(({ lag }) => lag === '0')
    const lags = (id: string) =>
      rowsOf(id).map(({ topic, partition, end, lag }) => `${topic}/${partition} ${end} ${lag}`)
    await until('the leaving group done', () => atEnd('js.left', 6) || Promise.reject(lags('js.left')), 40_000)
    await left.disconnect()
    await deleteTopics(cluster, ['doomed'])
    await until(
      'all groups at rest',
      () => {
        const states = groups().map((id) => model().groupDescription.get(id)?.state)
        const quiet = states.every((state, index) =>
          expected[index]?.match(/left|only/) ? state === 'Empty' : state === 'Stable',
        )
        const pair = model().groupDescription.get('js.pair')?.members ?? []
        return (
          groups().join() === expected.join() &&
          quiet &&
          pair.length === 2 &&
          ['js.pair', ...java].every((id) => atEnd(id, 9)) &&
          !model().topicMetadata.has('doomed') &&
          model().groupOffsets.get('only.commits')?.topics.length === 1
        )
      },
      60_000,
    )
    await expectEqualToCommandLine(cluster, inspector)
    expect(model().groupCoverage.get(SINGLE)).toEqual({ partitions: 12, gaps: [] })
    expect(model().groupListing.get('only.commits')).toMatchObject({ protocolType: '', state: 'Empty' })
    expect(model().groupDescription.get('java.classic')?.members).toMatchObject([
      { instanceId: 'fixed-1', clientId: 'java.classic-java', subscribed: ['orders', 'payments'] },
    ])
    // All of them came while we looked.
    expect(groups().filter((id) => model().groupListing.get(id)?.stateSince == null)).toEqual([])
    if (version === '4') {
      expect(model().groupListing.get('java.new')).toMatchObject({ type: 'consumer', protocolType: 'consumer' })
      const [member] = model().groupDescription.get('java.new')?.members ?? []
      expect(member).toMatchObject({ epoch: expect.any(Number), target: member?.assigned })
    }
    expect(model().groupListing.get('js.pair')?.type).toBe(version === '2.8' ? null : 'classic')
  }, 150_000)

  it('tells how a group that lost a member changed its state, and drops a deleted group', async () => {
    await consumers[0]?.disconnect()
    await until('one member left', () => model().groupDescription.get('js.pair')?.members?.length === 1)
    await consumers[1]?.disconnect()
    await until('nobody left', () => model().groupListing.get('js.pair')?.state === 'Empty')
    const told = inspector.events(
      100,
      ({ kind, subject }) => kind === 'group-state-changed' && subject === 'group:js.pair',
    )
    expect(told[0]).toMatchObject({ kind: 'group-state-changed', after: 'Empty', seenLate: false })
    await cluster.cli.run('consumer-groups', ['--delete', '--group', 'js.pair'])
    await until('the group gone', () => !model().groupListing.has('js.pair'))
    expect([model().groupDescription.has('js.pair'), model().groupOffsets.has('js.pair')]).toEqual([false, false])
  })

  it.runIf(brokers === 3)(
    'keeps the groups of a frozen coordinator, and follows them to another broker',
    async () => {
      const metadata = model().topicMetadata.get(OFFSETS_TOPIC)
      const frozen = model().groupListing.get('java.classic')?.coordinator ?? 0
      const led = (metadata?.partitions ?? [])
        .filter(({ leader }) => leader === frozen)
        .map(({ partition }) => partition)
      expect(led).toContain(coordinatorPartition('java.classic', 12))
      const before = groups()
      const of = (coordinator: number) =>
        before.filter((id) => model().groupListing.get(id)?.coordinator === coordinator)
      const mine = of(frozen)
      const others = before.filter((id) => !mine.includes(id))
      expect(others.length).toBeGreaterThan(0)
      cluster.broker(frozen).freeze()
      try {
        await until('the frozen coordinator said', () =>
          mine.every((id) => model().groupDescription.get(id)?.error !== null),
        )
        expect(groups()).toEqual(before)
        expect(model().groupDescription.get('java.classic')).toMatchObject({ state: 'Stable', members: [{}] })
        expect(model().groupDescription.get('java.classic')?.error).toMatch(/no answer within|does not answer|timeout/i)
        expect(model().groupCoverage.get(SINGLE)?.gaps).toMatchObject([{ broker: frozen, partitions: led }])
        expect(others.filter((id) => model().groupDescription.get(id)?.error !== null)).toEqual([])
        expect(model().source.get('groups')).toMatchObject({ status: 'live' })
        await until('the offsets of the others are read on', () => {
          const errors = (ids: string[]) => ids.filter((id) => model().groupOffsets.get(id)?.error != null).length
          return errors(mine) === mine.length && errors(others) === 0
        })
        expect(model().source.get('offsets')).toMatchObject({ status: 'live' })
        // What it had committed is still there, and its lag unknown only where the end is.
        expect(model().groupOffsets.get('java.classic')?.topics.length).toBe(2)
        await until(
          'another coordinator for each of its groups',
          () => mine.every((id) => model().groupListing.get(id)?.coordinator !== frozen),
          60_000,
        )
        expect(groups()).toEqual(before)
        const moves = inspector.events(100, (event) => event.kind === 'coordinator-moved')
        expect(moves.map(({ subject, before: was }) => `${subject} ${was}`).sort(compareNames)).toEqual(
          mine.map((id) => `group:${id} ${frozen}`).sort(compareNames),
        )
      } finally {
        cluster.broker(frozen).thaw()
      }
      await until(
        'every group read again',
        () =>
          model().groupCoverage.get(SINGLE)?.gaps.length === 0 &&
          groups().every((id) => model().groupDescription.get(id)?.error === null) &&
          groups().every((id) => model().groupOffsets.get(id)?.error === null),
        40_000,
      )
      expect(groups()).toEqual(before)
    },
    150_000,
  )
})
