import { setTimeout as delay } from 'node:timers/promises'
import type { Consumer } from 'kafkajs'
import type { Cluster } from '@/e2e/cluster/cluster'
import { kafkaClient } from '@/e2e/cluster/kafkajs-client'
import type { Running } from './producing'

/** How the members of a group behave. */
type Behaviour =
  /** Handles what comes. */
  | { kind: 'keeps-up' }
  /** Takes so long for each record that it falls behind. */
  | { kind: 'slow'; recordMs: number }
  /** Leaves for good; the group stays, empty, with its commits. */
  | { kind: 'leaves'; afterMs: number }
  /** Joins and leaves in turn. */
  | { kind: 'flaps'; everyMs: number }

interface GroupPlan {
  id: string
  topics: readonly string[]
  /** One behaviour for each member. */
  members: readonly Behaviour[]
}

/** kafkajs unpacks no snappy, lz4 or zstd: its groups read the other topics. */
const groupPlans: readonly GroupPlan[] = [
  {
    id: 'billing',
    topics: ['orders.created', 'payments.authorized'],
    members: [{ kind: 'keeps-up' }, { kind: 'keeps-up' }],
  },
  { id: 'fraud-scoring', topics: ['payments.authorized'], members: [{ kind: 'slow', recordMs: 500 }] },
  { id: 'nightly-report', topics: ['ledger.entries'], members: [{ kind: 'leaves', afterMs: 60_000 }] },
  { id: 'canary', topics: ['orders.created'], members: [{ kind: 'keeps-up' }, { kind: 'flaps', everyMs: 8_000 }] },
  { id: 'metrics-rollup', topics: ['metrics.raw'], members: [{ kind: 'keeps-up' }] },
]

const javaGroup = { id: 'warehouse', topics: ['inventory.reserved', 'cart.events', 'audit.log'] }

/** Reads the topics of the plan that exist, with groups that keep up, fall behind, leave and flap. */
export async function startConsuming(
  cluster: Cluster,
  topics: ReadonlySet<string>,
  onProgress: (line: string) => void,
): Promise<Running> {
  const ending = new AbortController()
  const members = groupPlans.flatMap((group) => {
    const known = group.topics.filter((topic) => topics.has(topic))
    if (known.length === 0) return []
    return group.members.map((behaviour, index) =>
      live(cluster, { ...group, topics: known }, `${group.id}-${index + 1}`, behaviour, ending.signal).catch(
        (error) => {
          if (!ending.signal.aborted) onProgress(`A member of ${group.id} gave up: ${(error as Error).message}`)
        },
      ),
    )
  })
  const java = javaGroup.topics.some((topic) => topics.has(topic))
    ? cluster.cli.keep('console-consumer', consoleConsumerArguments(cluster), `consumer-${javaGroup.id}`)
    : null
  return {
    async stop() {
      ending.abort()
      await Promise.all([...members, java?.stop()])
    },
  }
}

function consoleConsumerArguments(cluster: Cluster): string[] {
  const pattern = javaGroup.topics.map((topic) => topic.replaceAll('.', '\\.')).join('|')
  const settings = ['client.id=warehouse-1', 'fetch.max.wait.ms=2000', 'metadata.max.age.ms=60000']
  // The protocol of KIP-848, in which the broker assigns the partitions, comes with 4.
  if (cluster.mode === 'kraft') settings.push('group.protocol=consumer')
  return [
    ...[cluster.version.startsWith('2.') ? '--whitelist' : '--include', pattern, '--group', javaGroup.id],
    ...settings.flatMap((setting) => ['--consumer-property', setting]),
  ]
}

async function live(
  cluster: Cluster,
  group: GroupPlan,
  clientId: string,
  behaviour: Behaviour,
  signal: AbortSignal,
): Promise<void> {
  const recordMs = behaviour.kind === 'slow' ? behaviour.recordMs : 0
  do {
    const consumer = await joinAtLast(cluster, group, clientId, recordMs, signal)
    const stayMs =
      behaviour.kind === 'leaves' ? behaviour.afterMs : behaviour.kind === 'flaps' ? behaviour.everyMs : null
    await rest(stayMs, signal)
    await consumer.disconnect()
    if (behaviour.kind === 'leaves') return
    if (behaviour.kind === 'flaps') await rest(behaviour.everyMs, signal)
  } while (!signal.aborted)
}

/** A broker may not know a topic yet that was just created, and one that is started again knows none for a moment. */
async function joinAtLast(...member: Parameters<typeof join>): Promise<Consumer> {
  const signal = member[4]
  for (let failures = 1; ; failures += 1) {
    try {
      return await join(...member)
    } catch (error) {
      if (signal.aborted || failures === MOST_FAILURES) throw error
      await rest(1_000, signal)
    }
  }
}

const MOST_FAILURES = 30

async function join(
  cluster: Cluster,
  group: GroupPlan,
  clientId: string,
  recordMs: number,
  signal: AbortSignal,
): Promise<Consumer> {
  const consumer = kafkaClient(cluster.bootstrap, clientId).consumer({
    groupId: group.id,
    sessionTimeout: 10_000,
    heartbeatInterval: 3_000,
    rebalanceTimeout: 10_000,
    maxWaitTimeInMs: 2_000,
    minBytes: 1_024,
    maxBytesPerPartition: 65_536,
    // A demo loses brokers on purpose: its consumers never give up.
    retry: { initialRetryTime: 300, retries: 20, restartOnFailure: async () => !signal.aborted },
  })
  try {
    await consumer.connect()
    await consumer.subscribe({ topics: [...group.topics], fromBeginning: true })
    await consumer.run({
      autoCommitInterval: 2_000,
      eachMessage: async () => {
        if (recordMs > 0) await rest(recordMs, signal)
      },
    })
    return consumer
  } catch (error) {
    await consumer.disconnect()
    throw error
  }
}

/** Resolves after so long, null means never, and at once when it is all over. */
async function rest(ms: number | null, signal: AbortSignal): Promise<void> {
  if (ms === null) {
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    return
  }
  await delay(ms, undefined, { signal }).catch(() => {})
}
