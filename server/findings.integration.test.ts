import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cluster, startCluster } from '@/e2e/cluster/cluster'
import { createTopics } from '@/e2e/cluster/kafka-admin'
import { until } from '@/e2e/cluster/until'
import { usurpController } from '@/e2e/cluster/usurped-controller'
import { type ZnodeClient, znodeClient } from '@/e2e/cluster/znode-client'
import type { Finding, FindingKind } from '@/lib/health/finding'
import { findings } from '@/lib/health/findings'
import { findingsVerdict } from '@/lib/health/findings-verdict'
import { problems } from '@/lib/health/problem'
import { plainText } from '@/lib/health/sentence'
import { SINGLE } from '@/lib/model/cluster'
import type { PartitionState } from '@/lib/model/partition'
import type { ClusterInspector } from './cluster-inspector'
import { inspectCluster } from './testing/inspect'

/** What a rewritten state znode holds, as Kafka writes it. */
function stateJson(state: PartitionState, change: Partial<Pick<PartitionState, 'leader' | 'isr'>>): string {
  const { controllerEpoch, leader, leaderEpoch, isr } = { ...state, ...change }
  return JSON.stringify({ controller_epoch: controllerEpoch, leader, version: 1, leader_epoch: leaderEpoch, isr })
}

describe('findings on a real cluster', () => {
  let cluster: Cluster
  let inspector: ClusterInspector
  let znodes: ZnodeClient
  /** A broker that is frozen and killed, and one that is not. */
  let [lost, kept] = [0, 0]

  const found = (kind: FindingKind, subject: string): Finding | undefined =>
    findings(inspector.model()).find((one) => one.kind === kind && one.subject === subject)
  const untilFound = (kind: FindingKind, subject: string, limitMs = 40_000) =>
    until(`${kind} of ${subject}`, () => found(kind, subject), limitMs)
  const untilNone = (limitMs = 60_000) =>
    until('no finding', () => findings(inspector.model()).length === 0, limitMs).catch((error: unknown) => {
      throw new Error(`${error}: ${JSON.stringify(findings(inspector.model()))}`)
    })
  const state = (key: string): PartitionState => {
    const value = inspector.model().partitionState.get(key)
    if (!value) throw new Error(`${key} is not in the model`)
    return value
  }

  beforeAll(async () => {
    cluster = await startCluster({ brokerConfig: { 'zookeeper.session.timeout.ms': '30000' } })
    znodes = await znodeClient(cluster.zookeeperConnect ?? '')
    inspector = inspectCluster(cluster)
    // The controller must stay: another broker is going to be lost.
    const controller = await until('a controller', () => inspector.model().controller.get(SINGLE)?.brokerId)
    ;[lost = 0, kept = 0] = [1, 2, 3].filter((id) => id !== controller)
    await createTopics(cluster, [
      { name: 'orders', partitions: 4, replicationFactor: 3 },
      { name: 'moving', assignment: [[kept]] },
      { name: 'doomed', assignment: [[lost]] },
    ])
    await until('both views', () => plainText(findingsVerdict(inspector.model()).title).includes('all 6 partitions'))
  })

  afterAll(async () => {
    await inspector?.stop()
    await znodes?.close()
    await cluster?.stop()
  })

  it('finds nothing in a healthy cluster, and says what it compared', () => {
    const { title, state: glyph } = findingsVerdict(inspector.model())
    expect(plainText(title)).toMatch(
      /^ZooKeeper and the brokers agree on all 6 partitions, controller and 3 brokers; compared \d{4}-/,
    )
    expect(glyph).toBe('ok')
    expect(findings(inspector.model())).toEqual([])
  })

  it('finds state znodes rewritten by hand and what outlived its topic, and loses them when they are right again', async () => {
    const [first, second] = [state('orders/0'), state('orders/1')]
    const other = first.isr.find((id) => id !== first.leader) ?? null
    const shorter = second.isr.filter((id) => id === second.leader)
    const path = (partition: number) => `/brokers/topics/orders/partitions/${partition}/state`
    await znodes.set(path(0), stateJson(first, { leader: other }))
    await znodes.set(path(1), stateJson(second, { isr: shorter }))
    await znodes.create('/config/topics/ghost', '{"version":1,"config":{"retention.ms":"1000"}}')
    await znodes.create('/brokers/topics/orders/partitions/77')
    for (const at of ['', '/offsets', '/offsets/ghost', '/offsets/ghost/0'])
      await znodes.create(`/consumers/old${at}`, '5')

    expect(await untilFound('leader', 'partition:orders/0')).toMatchObject({
      sources: [
        { name: 'zookeeper', value: String(other), znode: path(0), changedAt: state('orders/0').changedAt },
        { name: 'metadata', value: String(first.leader), znode: null },
      ],
    })
    expect(await untilFound('isr', 'partition:orders/1')).toMatchObject({
      sources: [{ value: `[${shorter}]` }, { value: '[1,2,3]' }],
    })
    expect(await untilFound('orphan', 'topic:ghost')).toMatchObject({
      sources: [{ znode: '/config/topics/ghost' }, { znode: '/brokers/topics/ghost', value: 'not there' }],
    })
    const beyond = await untilFound('orphan', 'topic:orders')
    expect(beyond.sources[0]?.znode).toBe('/brokers/topics/orders/partitions/77')
    expect((await untilFound('orphan', 'group:old')).sources[0]?.znode).toBe('/consumers/old/offsets/ghost')
    expect(problems(inspector.model()).find(({ kind }) => kind === 'views-disagree')?.count).toBe(2)

    await znodes.set(path(0), stateJson(first, {}))
    await znodes.set(path(1), stateJson(second, {}))
    await znodes.remove('/config/topics/ghost')
    await znodes.remove('/brokers/topics/orders/partitions/77')
    for (const at of ['/offsets/ghost/0', '/offsets/ghost', '/offsets', '']) await znodes.remove(`/consumers/old${at}`)
    await untilNone()
  })

  it('finds a broker that is registered and silent, a move it cannot end, and a deletion it holds up', async () => {
    const broker = cluster.broker(lost)
    broker.freeze()
    const request = { version: 1, partitions: [{ topic: 'moving', partition: 0, replicas: [kept, lost] }] }
    await znodes.create('/admin/reassign_partitions', JSON.stringify(request))
    expect(await untilFound('broker-silent', `broker:${lost}`)).toMatchObject({
      sources: [{ name: 'zookeeper', znode: `/brokers/ids/${lost}` }, { name: 'probes' }],
    })
    await broker.kill()
    const move = await untilFound('reassignment-stuck', 'partition:moving/0', 60_000)
    expect(move.sentence).toContain(`broker ${lost} shall take a copy and is gone`)
    // Clients want a leader of what they delete; the controller takes the request itself.
    await znodes.create('/admin/delete_topics/doomed')
    const deletion = await untilFound('deletion-stuck', 'topic:doomed', 90_000)
    expect(deletion.sentence).toContain(`it waits for broker ${lost}, which holds copies and is gone`)
    expect(deletion.sources.map(({ znode }) => znode)).toEqual([
      '/admin/delete_topics/doomed',
      '/brokers/topics/doomed',
    ])
    expect(problems(inspector.model()).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['deletion-stuck', 'reassignment-stuck']),
    )
    await broker.start()
    await until('the topic deleted', () => !inspector.model().assignment.has('doomed'), 60_000)
    await untilNone(90_000)
  }, 300_000)

  it('finds a controller held by a session that is no broker’s, and one the brokers do not name', async () => {
    const before = inspector.model().controller.get(SINGLE)?.brokerId
    const named = before === 1 ? 2 : 1
    const stranger = await usurpController(cluster.zookeeperConnect ?? '', named)
    expect(await untilFound('controller-session', 'controller')).toMatchObject({
      sentence: expect.stringContaining(`broker ${named} is controller under an older ZooKeeper session than its own`),
      sources: [{ znode: '/controller' }, { znode: `/brokers/ids/${named}` }],
    })
    expect(problems(inspector.model())).toContainEqual(
      expect.objectContaining({ kind: 'controller-zombie', level: 'critical' }),
    )
    expect(await untilFound('controller', 'controller')).toMatchObject({
      sources: [{ value: String(named) }, { name: 'metadata', value: String(before) }],
    })
    stranger.close()
    await untilNone()
  })
})
