import { execFile } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser } from '@playwright/test'
import { type Cluster, startCluster } from '../cluster/cluster'
import { isFree } from '../cluster/free-port'
import { createTopics } from '../cluster/kafka-admin'
import { until } from '../cluster/until'
import { type ProductServer, startProduct } from '../product-server'
import { type CountingRelay, startCountingRelay } from './counting-relay'
import { figure } from './figures'
import { groupsPage } from './groups-page'
import { processCost } from './process-cost'

const PARTITIONS = 10
const BROKERS = [1, 2, 3]
const WATCH_MS = 60_000
/**
 * What one full refresh asks of a broker; settings, sizes, software and the states of groups in between go at rhythms of
 * their own.
 */
const REFRESH = [
  'Metadata',
  'ListOffsets',
  'ListGroups',
  'DescribeGroups',
  'ConsumerGroupDescribe',
  'OffsetFetch',
  'ApiVersions',
]

/** How big a cluster to look at. */
export interface RefreshOptions {
  topics: number
  groups: number
  browser: Browser
  say: (line: string) => void
}

/** Of one refresh, all brokers together. */
interface Cost {
  requests: number
  megabytesIn: number
  cpuMs: number
}

/**
 * What a full refresh of a big cluster costs: requests per broker, bytes, CPU and, for comparison, the same by kafkajs.
 * The clients reach the brokers through relays that count, at the addresses the brokers advertise.
 */
export async function refreshCost({ topics, groups, browser, say }: RefreshOptions): Promise<string[]> {
  const inner = await portBase()
  const outer = await portBase(inner)
  const cluster = await startCluster({
    onProgress: say,
    brokerConfig: {
      listeners: `INSIDE://127.0.0.1:{port},PLAINTEXT://127.0.0.1:${inner}{id}`,
      'advertised.listeners': `INSIDE://127.0.0.1:{port},PLAINTEXT://127.0.0.1:${outer}{id}`,
      'listener.security.protocol.map': 'INSIDE:PLAINTEXT,PLAINTEXT:PLAINTEXT',
      'inter.broker.listener.name': 'INSIDE',
      'offsets.topic.replication.factor': '1',
      // Ten thousand logs reserve two of these each.
      'log.index.size.max.bytes': '65536',
    },
  })
  const relays: CountingRelay[] = []
  try {
    for (const id of BROKERS) relays.push(await startCountingRelay(Number(`${outer}${id}`), Number(`${inner}${id}`)))
    await seed(cluster, topics, groups, say)
    const server = await startProduct(cluster)
    const [ours, page] = await product(server, relays, groups, say)
      .then(async (cost) => [cost, await groupsPage(browser, server.url, groups)] as const)
      .finally(() => server.stop())
    const theirs = await kafkajs(outer, relays, say)
    const ratio = (key: keyof Cost) => (theirs.cost[key] / ours.cost[key]).toFixed(0)
    const more = `requests ${ratio('requests')}, bytes read ${ratio('megabytesIn')}, CPU ${ratio('cpuMs')}`
    return [...ours.lines, ...theirs.lines, `kafkajs: times what one refresh costs the product   ${more}`, ...page]
  } finally {
    await Promise.all(relays.map((relay) => relay.stop()))
    await cluster.stop()
  }
}

/** Four digits to which a broker's id is appended; outside of where the cluster looks for its own ports. */
async function portBase(taken?: number): Promise<number> {
  for (;;) {
    const base = randomInt(1_000, 2_000)
    const free = await Promise.all(BROKERS.map((id) => isFree(base * 10 + id)))
    if (base !== taken && free.every(Boolean)) return base
  }
}

async function seed(cluster: Cluster, topics: number, groups: number, say: (line: string) => void): Promise<void> {
  const names = Array.from({ length: topics }, (_, index) => `topic-${index}`)
  for (let at = 0; at < names.length; at += 10) {
    await createTopics(
      cluster,
      names.slice(at, at + 10).map((name) => ({ name, partitions: PARTITIONS })),
    )
  }
  say(`created ${topics} topics of ${PARTITIONS} partitions`)
  const ids = Array.from({ length: groups }, (_, index) => `group-${index}`)
  const plan = ids.flatMap((id, index) =>
    Array.from({ length: PARTITIONS }, (_, partition) => `${id},${names[index % names.length]},${partition},0`),
  )
  const file = join(cluster.directory, 'commits.csv')
  await writeFile(file, plan.join('\n'))
  // Kafka's tool commits for a hundred groups a run: it reads the whole file once for each of them.
  for (let at = 0; at < ids.length; at += 100) {
    const scope = ids.slice(at, at + 100).flatMap((id) => ['--group', id])
    await cluster.cli.run('consumer-groups', ['--reset-offsets', '--execute', '--from-file', file, ...scope], {
      limitMs: 300_000,
    })
  }
  say(`committed ${plan.length} offsets for ${groups} groups`)
}

async function product(
  server: ProductServer,
  relays: readonly CountingRelay[],
  groups: number,
  say: (line: string) => void,
): Promise<{ lines: string[]; cost: Cost }> {
  await until(
    'every group with its offsets in the model',
    async () => {
      const answer = await fetch(`${server.url}/api/v1/clusters/default/snapshot?channels=state,numbers`)
      // The contract of the snapshot, see Snapshot.
      const { patches } = (await answer.json()) as { patches: { kind: string }[] }
      return patches.filter(({ kind }) => kind === 'groupOffsets').length === groups
    },
    120_000,
  )
  // Whatever the start still triggers.
  await delay(15_000)
  for (const relay of relays) relay.reset()
  say(`counting the product's requests for ${WATCH_MS / 1_000} s`)
  const { cpuPercent } = await processCost(server.pid, WATCH_MS)
  const perBroker = relays.map(({ counts }) => {
    // Every coordinator is asked for the commits once in a refresh.
    const rounds = counts.requests.get('OffsetFetch') ?? 0
    if (rounds === 0) throw new Error('a broker was never asked for commits')
    const of = (name: string) => (counts.requests.get(name) ?? 0) / rounds
    return { rounds, bytesIn: counts.bytesIn / rounds, bytesOut: counts.bytesOut / rounds, of }
  })
  const most = perBroker.map(({ of }) => REFRESH.reduce((sum, name) => sum + of(name), 0))
  const [first] = perBroker
  const rounds = Math.max(...perBroker.map((one) => one.rounds))
  const words = REFRESH.map((name) => `${name} ${first?.of(name).toFixed(2)}`).join(', ')
  const megabytes = (key: 'bytesIn' | 'bytesOut') => perBroker.reduce((sum, one) => sum + one[key], 0) / 1e6
  const cost = {
    requests: most.reduce((sum, one) => sum + one, 0),
    megabytesIn: megabytes('bytesIn'),
    cpuMs: (cpuPercent / 100) * (WATCH_MS / rounds),
  }
  const perApi = REFRESH.map((name) => ({ name, count: Math.max(...perBroker.map(({ of }) => of(name))) }))
  const busiest = perApi.reduce((a, b) => (a.count >= b.count ? a : b))
  const lines = [
    figure('refresh: requests per broker', Math.max(...most), '', 8, words),
    // Log starts and log ends cannot be asked for in one request.
    figure('refresh: most requests of one API per broker', busiest.count, '', 2, busiest.name),
    figure('refresh: read, all brokers', cost.megabytesIn, 'MB', null, 'other polls included'),
    figure('refresh: sent, all brokers', megabytes('bytesOut'), 'MB', null, 'other polls included'),
    figure('refresh: CPU of the whole server', cost.cpuMs, 'ms', null, `${rounds} rounds`),
  ]
  return { lines, cost }
}

async function kafkajs(
  outer: number,
  relays: readonly CountingRelay[],
  say: (line: string) => void,
): Promise<{ lines: string[]; cost: Cost }> {
  say('the same by kafkajs')
  for (const relay of relays) relay.reset()
  const script = fileURLToPath(new URL('./kafkajs-refresh.ts', import.meta.url))
  const bootstrap = BROKERS.map((id) => `127.0.0.1:${outer}${id}`).join()
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, bootstrap])
  const { cpuMs, wallMs } = JSON.parse(stdout) as { cpuMs: number; wallMs: number } // what the script prints
  const sum = (of: (relay: CountingRelay) => number) => relays.reduce((total, relay) => total + of(relay), 0)
  const requests = sum(({ counts }) => [...counts.requests.values()].reduce((total, one) => total + one, 0))
  const megabytesIn = sum(({ counts }) => counts.bytesIn) / 1e6
  const lines = [
    figure('kafkajs: requests, all brokers', requests, '', null),
    figure('kafkajs: read', megabytesIn, 'MB', null),
    figure('kafkajs: sent', sum(({ counts }) => counts.bytesOut) / 1e6, 'MB', null),
    figure('kafkajs: CPU', cpuMs, 'ms', null),
    figure('kafkajs: wall', wallMs, 'ms', null),
  ]
  return { lines, cost: { requests, megabytesIn, cpuMs } }
}
