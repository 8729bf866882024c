import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from '@/e2e/cluster/cluster'
import { joinGroupInJava } from '@/e2e/cluster/group-members'
import { commitOffsets, createTopics } from '@/e2e/cluster/kafka-admin'
import type { KeptTool } from '@/e2e/cluster/kafka-tools'
import { kafkaClient } from '@/e2e/cluster/kafkajs-client'
import { until } from '@/e2e/cluster/until'
import { envelope } from '@/lib/api/envelope'
import { rebalancesAnswer, rebalancesBody, rebalancesQuery } from '@/lib/api/rebalances-answer'
import type { Rebalance } from '@/lib/model/rebalance'
import type { ClusterInspector } from '../cluster-inspector'
import { inspectCluster } from '../testing/inspect'

/** What a member was told when it joined: which partitions of `orders` it holds. */
interface Join {
  memberId: string
  held: number[]
}

/** A kafkajs member that keeps what it is told; resolves when it has joined. */
async function join(cluster: Cluster, groupId: string, clientId: string) {
  const consumer = kafkaClient(cluster.bootstrap, clientId).consumer({
    groupId,
    sessionTimeout: 30_000,
    rebalanceTimeout: 20_000,
    heartbeatInterval: 500,
  })
  const joins: Join[] = []
  consumer.on(consumer.events.GROUP_JOIN, ({ payload: { memberId, memberAssignment } }) => {
    joins.push({ memberId, held: [...(memberAssignment['orders'] ?? [])].sort((a, b) => a - b) })
  })
  await consumer.connect()
  await consumer.subscribe({ topics: ['orders'], fromBeginning: true })
  await consumer.run({ eachMessage: async () => undefined })
  await until(`${clientId} joined`, () => joins.length > 0, 40_000)
  return { consumer, joins }
}

function joinsOf(rebalances: readonly Rebalance[], memberId: string | undefined): Join[] {
  return rebalances.flatMap(({ members }) =>
    members
      .filter((member) => member.memberId === memberId && member.change !== 'left')
      .map((member) => ({ memberId: member.memberId, held: member.after?.[0]?.partitions ?? [] })),
  )
}

const triggersOf = ({ triggers }: Rebalance) =>
  triggers.map(({ kind, memberId, certainty }) => `${memberId} ${kind} ${certainty}`)

describe('rebalances of a classic group of Kafka 3.9', () => {
  let cluster: Cluster
  let inspector: ClusterInspector
  const of = () => inspector.rebalances().of('shop')

  beforeAll(async () => {
    cluster = await startCluster({ version: '3.9', brokers: 1 })
    await createTopics(cluster, [{ name: 'orders', partitions: 6 }])
    // The first commit makes the offsets topic.
    await commitOffsets(cluster, 'early', 'orders', [0])
    inspector = inspectCluster(cluster)
    await until('the offsets topic followed', () => inspector.rebalances().known().since !== null)
  }, 60_000)

  afterAll(async () => {
    await inspector?.stop()
    await cluster?.stop()
  })

  it('are each told once, with the members and partitions that the members themselves were told', async () => {
    const first = await join(cluster, 'shop', 'first')
    const second = await join(cluster, 'shop', 'second')
    await until('the first heard of the second', () => first.joins.length === 2)
    await second.consumer.disconnect()
    await until('the first alone again', () => first.joins.length === 3)
    await first.consumer.disconnect()
    await until('the empty group recorded', () => of().at(-1)?.membersAfter === 0)
    const [one, two] = [first.joins[0]?.memberId, second.joins[0]?.memberId]
    expect(
      of().map(({ generation, skipped, membersBefore, membersAfter }) => ({
        generation,
        skipped,
        membersBefore,
        membersAfter,
      })),
    ).toEqual([
      { generation: 1, skipped: 0, membersBefore: 0, membersAfter: 1 },
      { generation: 2, skipped: 0, membersBefore: 1, membersAfter: 2 },
      { generation: 3, skipped: 0, membersBefore: 2, membersAfter: 1 },
      { generation: 4, skipped: 0, membersBefore: 1, membersAfter: 0 },
    ])
    expect([joinsOf(of(), one), joinsOf(of(), two)]).toEqual([first.joins, second.joins])
    expect(of().map(triggersOf)).toEqual([
      [`${one} joined observed`],
      [`${two} joined observed`],
      [`${two} left inferred`],
      [`${one} left inferred`],
    ])
    expect(of().map(({ partitionsMoved }) => partitionsMoved)).toEqual([6, 3, 3, 0])
    expect(
      of()[1]?.members.map(({ clientId, host, gained, lost, kept }) => [clientId, host, gained, lost, kept]),
    ).toEqual([
      ['first', '127.0.0.1', 0, 3, 3],
      ['second', '127.0.0.1', 3, 0, 0],
    ])
    for (const { startedAt, joinedAt, completedAt, startedNote, membersAfter } of of()) {
      // Nobody is waited for when the only member goes.
      if (membersAfter > 0) expect(startedNote).not.toBeNull()
      expect(startedAt).toBeLessThanOrEqual(joinedAt ?? 0)
      expect(joinedAt).toBeLessThanOrEqual(completedAt ?? 0)
    }
  }, 100_000)

  it('are counted, happened, and stand in the answer', async () => {
    const counted = await until('four counted', () => {
      const told = inspector.model().groupRebalances.get('shop')
      return told?.lastHour === 4 ? told : null
    })
    expect(counted).toMatchObject({ reason: null, storm: { count: 4 }, last: { generation: 4, membersAfter: 0 } })
    const events = inspector
      .events(100, ({ kind, subject }) => kind === 'group-rebalanced' && subject === 'group:shop')
      .reverse()
    expect(events.map(({ subject, before, after }) => [subject, before, after])).toEqual([
      ['group:shop', '0 members', '1 member'],
      ['group:shop', '1 member', '2 members'],
      ['group:shop', '2 members', '1 member'],
      ['group:shop', '1 member', '0 members'],
    ])
    const body = rebalancesBody(inspector.rebalances(), rebalancesQuery.parse({ group: 'shop' }))
    const answer = JSON.parse(JSON.stringify({ ...envelope(inspector.model(), 1, Date.now()), ...body }))
    expect(rebalancesAnswer.parse(answer)).toEqual(answer)
    expect(body).toMatchObject({ total: 4, knownSince: expect.any(String) })
  })

  it('are found in the past by one that begins to look later', async () => {
    const late = inspectCluster(cluster)
    try {
      await until('the past read', () => late.rebalances().known().since !== null)
      const facts = (from: ClusterInspector) =>
        from
          .rebalances()
          .of('shop')
          .map(({ triggers: _, startedAt: _at, startedNote: _note, durationMs: _ms, ...fact }) => fact)
      expect(facts(late)).toEqual(facts(inspector).map((fact) => ({ ...fact, fromPast: true })))
      await until('all counted', () => late.model().groupRebalances.get('shop')?.lastHour === 4)
      expect(late.events(100, ({ kind }) => kind === 'group-rebalanced')).toEqual([])
    } finally {
      await late.stop()
    }
  }, 60_000)
})

describe('rebalances of a KIP-848 group of Kafka 4.1', () => {
  let cluster: Cluster
  let inspector: ClusterInspector
  const tools: KeptTool[] = []
  const of = () => inspector.rebalances().of('shop')
  const described = () => inspector.model().groupDescription.get('shop')
  const memberIds = () => (described()?.members ?? []).map(({ memberId }) => memberId)
  const stable = (members: number) =>
    until(
      `${members} members at rest`,
      () => described()?.state === 'Stable' && memberIds().length === members && of().at(-1)?.completedAt != null,
      60_000,
    )

  beforeAll(async () => {
    cluster = await startCluster({ version: '4', brokers: 1 })
    await createTopics(cluster, [{ name: 'orders', partitions: 6 }])
    inspector = inspectCluster(cluster)
  }, 60_000)

  afterAll(async () => {
    await Promise.all(tools.map((tool) => tool.stop()))
    await inspector?.stop()
    await cluster?.stop()
  })

  it('are told from the epoch that is written to the last member that reaches it', async () => {
    tools.push(joinGroupInJava(cluster, 'shop', 'orders', ['group.protocol=consumer']))
    await stable(1)
    const [one] = memberIds()
    tools.push(joinGroupInJava(cluster, 'shop', 'orders', ['group.protocol=consumer']))
    await stable(2)
    const two = memberIds().find((id) => id !== one)
    const shared = of().at(-1)
    expect(shared?.members.map(({ memberId, after }) => [memberId, after])).toEqual(
      (described()?.members ?? []).map(({ memberId, assigned }) => [memberId, assigned]),
    )
    expect(shared).toMatchObject({ generation: described()?.groupEpoch, startedNote: null, partitionsMoved: 3 })
    expect(shared?.durationMs).toBe((shared?.completedAt ?? 0) - (shared?.at ?? 0))
    await tools[1]?.stop()
    await stable(1)
    const last = of().at(-1)
    expect(last).toMatchObject({ generation: described()?.groupEpoch, membersBefore: 2, membersAfter: 1 })
    expect(last).toMatchObject({
      partitionsMoved: 3,
      triggers: [{ memberId: two, kind: 'left', certainty: 'inferred' }],
    })
    expect(of().map(({ generation }) => generation)).toEqual(
      Array.from({ length: described()?.groupEpoch ?? 0 }, (_, index) => index + 1),
    )
    const joined = of()
      .flatMap(triggersOf)
      .filter((trigger) => trigger.includes(' joined '))
    expect(joined).toEqual([`${one} joined observed`, `${two} joined observed`])
  }, 150_000)
})
