import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Cluster, startCluster } from '@/e2e/cluster/cluster'
import { createTopics, untilComplete } from '@/e2e/cluster/kafka-admin'
import { until } from '@/e2e/cluster/until'
import type { ClusterEvent } from '@/lib/events/event'
import { partitionRows } from '@/lib/rows/partition-row'
import type { ClusterInspector } from './cluster-inspector'
import { inspectCluster } from './testing/inspect'

const SETTLED_MS = 60_000
/** Each test stops and starts brokers, and a busy machine takes its time. */
const TEST_MS = 180_000
/** Handing over takes its time, too. */
const SHUTDOWN_MS = 30_000

let cluster: Cluster
let inspector: ClusterInspector
/** Events up to here belong to an earlier test. */
let seen = ''

beforeAll(async () => {
  // Nobody but the tests elects preferred leaders.
  cluster = await startCluster({ version: '3.9', brokerConfig: { 'auto.leader.rebalance.enable': 'false' } })
  await createTopics(cluster, [
    { name: 'orders', partitions: 6, replicationFactor: 3 },
    { name: 'moved', assignment: [[1, 2]] },
    { name: 'risky', assignment: [[1, 2]], config: { 'unclean.leader.election.enable': 'true' } },
  ])
  await untilComplete(cluster.bootstrap)
  inspector = inspectCluster(cluster)
  await untilInSync()
})

afterAll(async () => {
  await inspector?.stop()
  await cluster?.stop()
})

/** Everything since the last call, oldest first, as `kind cause certainty`, once it holds all of these. */
async function told(...wanted: string[]): Promise<string[]> {
  const lines = await until(
    wanted.join(', '),
    () => {
      const fresh = since().map(lineOf)
      const missing = wanted.filter((line) => !fresh.includes(line))
      if (missing.length > 0) throw new Error(`missing ${missing.join(', ')} among ${[...new Set(fresh)].join(', ')}`)
      return fresh
    },
    SETTLED_MS,
  )
  seen = inspector.events(1)[0]?.id ?? ''
  return lines
}

function since(): ClusterEvent[] {
  const events = inspector.events(2_000)
  const end = events.findIndex(({ id }) => id === seen)
  return (end < 0 ? events : events.slice(0, end)).reverse()
}

function lineOf({ kind, cause }: ClusterEvent): string {
  return cause ? `${kind} ${cause.kind} ${cause.certainty}` : kind
}

function untilInSync() {
  return until(
    'everything in sync',
    () => {
      const rows = partitionRows(inspector.model())
      return rows.length === 8 && rows.every((row) => row.isr.length === row.replicas.length && row.leader !== null)
    },
    SETTLED_MS,
  )
}

function leaderOf(topic: string): number | null | undefined {
  return partitionRows(inspector.model()).find((row) => row.topic === topic)?.leader
}

it(
  'knows a killed broker',
  async () => {
    await cluster.broker(2).kill()
    const lines = await told('leader-changed offline observed', 'broker-left session-ended observed')
    expect(lines.filter((line) => /controlled-shutdown|unclean|rewritten/.test(line))).toEqual([])
    await cluster.broker(2).start()
    await untilInSync()
    await told('isr-expanded caught-up observed', 'broker-joined')
  },
  TEST_MS,
)

it(
  'knows an election of preferred leaders',
  async () => {
    await cluster.cli.run('leader-election', ['--election-type', 'preferred', '--all-topic-partitions'])
    await until(
      'broker 2 leads again',
      () => partitionRows(inspector.model()).some((row) => row.leader === 2),
      SETTLED_MS,
    )
    const lines = await told('leader-changed preferred-replica inferred')
    expect(new Set(lines.filter((line) => line.startsWith('leader-changed')))).toEqual(
      new Set(['leader-changed preferred-replica inferred']),
    )
  },
  TEST_MS,
)

it(
  'knows a broker that shuts down in order',
  async () => {
    await cluster.broker(3).stop(SHUTDOWN_MS)
    const lines = await told('leader-changed controlled-shutdown inferred', 'broker-left session-ended inferred')
    expect(lines.filter((line) => /^leader-changed (offline|unclean)|rewritten/.test(line))).toEqual([])
    await cluster.broker(3).start()
    await untilInSync()
    await told('isr-expanded caught-up observed', 'broker-joined')
  },
  TEST_MS,
)

it(
  'knows a reassignment',
  async () => {
    const plan = join(cluster.directory, 'plan.json')
    writeFileSync(
      plan,
      JSON.stringify({ version: 1, partitions: [{ topic: 'moved', partition: 0, replicas: [3, 2] }] }),
    )
    await cluster.cli.run('reassign-partitions', ['--execute', '--reassignment-json-file', plan])
    await until('broker 3 leads', () => leaderOf('moved') === 3, SETTLED_MS)
    const moves = since().filter(({ kind }) => kind === 'leader-changed')
    await told('reassignment-started', 'reassignment-completed')
    // The controller writes the last steps milliseconds apart; read as one they are inferred.
    const cause = expect.objectContaining({ kind: 'reassign', certainty: expect.stringMatching(/observed|inferred/) })
    expect(moves).toEqual([expect.objectContaining({ subject: 'partition:moved/0', before: '1', after: '3', cause })])
  },
  TEST_MS,
)

it(
  'knows a state znode that was rewritten by hand',
  async () => {
    const state = inspector.model().partitionState.get('moved/0')
    if (!state) throw new Error('no state')
    const { controllerEpoch, leader, leaderEpoch, isr } = state
    const json = { controller_epoch: controllerEpoch, leader, version: 1, leader_epoch: leaderEpoch, isr }
    await cluster.cli.run('zookeeper-shell', ['set', '/brokers/topics/moved/partitions/0/state', JSON.stringify(json)])
    await told('znode-rewritten rewritten observed')
  },
  TEST_MS,
)

it(
  'knows an unclean election',
  async () => {
    await until('broker 1 leads', () => leaderOf('risky') === 1, SETTLED_MS)
    await cluster.broker(2).kill()
    await until(
      'only broker 1 in sync',
      () => {
        const row = partitionRows(inspector.model()).find(({ topic }) => topic === 'risky')
        return row?.isr.join() === '1' && row.leader === 1
      },
      SETTLED_MS,
    )
    await cluster.broker(1).kill()
    await until('broker 1 gone', () => !inspector.model().registration.has('1'), SETTLED_MS)
    await cluster.broker(2).start()
    await told('leader-changed unclean observed')
    await cluster.broker(1).start()
    await untilInSync()
    seen = inspector.events(1)[0]?.id ?? ''
  },
  TEST_MS,
)

it(
  'knows the deletion of a topic',
  async () => {
    await cluster.cli.deleteTopic('orders')
    await told('topic-deleted', 'leader-lost deletion observed')
  },
  TEST_MS,
)
