import { execFile } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Cluster, startCluster } from '../cluster/cluster'
import { freePorts } from '../cluster/free-port'
import { createTopics } from '../cluster/kafka-admin'
import { until } from '../cluster/until'
import { fourLetterWord } from '../cluster/zookeeper-server'
import { startProduct } from '../product-server'
import { type CountingRelay, startCountingRelay } from './counting-relay'
import { figure } from './figures'
import { processCost } from './process-cost'
import { READS, zookeeperRequest } from './zookeeper-requests'

const PARTITIONS = 10
const WATCH_MS = 60_000
const CHROOT = '/kafka'

/** What went on between a client and ZooKeeper in a while. */
interface Load {
  reads: number
  pings: number
  words: number
  bytes: number
}

/**
 * What a big cluster's tree costs ZooKeeper: to read it once, to follow it while nothing changes, and, for comparison,
 * to read it again every ten seconds.
 */
export async function zookeeperLoad({
  topics,
  say,
}: {
  topics: number
  say: (line: string) => void
}): Promise<string[]> {
  const cluster = await startCluster({
    onProgress: say,
    // Ten thousand logs reserve two of these each.
    brokerConfig: { 'log.index.size.max.bytes': '65536' },
    zookeeperConfig: { '4lw.commands.whitelist': 'srvr,mntr' },
  })
  const zookeeper = cluster.zookeepers[0]
  if (!zookeeper) throw new Error('needs ZooKeeper')
  const [port = 0] = await freePorts(1)
  const relay = await startCountingRelay(port, zookeeper.port, zookeeperRequest)
  try {
    await seed(cluster, topics, say)
    const connect = `127.0.0.1:${port}${CHROOT}`
    const watchesBefore = await told(zookeeper.port, 'zk_watch_count')
    relay.reset()
    const began = performance.now()
    const server = await startProduct(cluster, { env: { ZOOKEEPER_CONNECT: connect } })
    try {
      await untilAllStates(server.url, topics * PARTITIONS)
      const startMs = performance.now() - began
      // What begins after the first reading, like the search for what outlived its topic, belongs to the start.
      await delay(15_000)
      const start = loadOf(relay)
      const requests = [...relay.counts.requests].map(([name, count]) => `${name} ${count}`).join(', ')
      const watches = (await told(zookeeper.port, 'zk_watch_count')) - watchesBefore
      say(`following for ${WATCH_MS / 1_000} s while nothing changes`)
      relay.reset()
      const { cpuPercent } = await processCost(zookeeper.pid ?? 0, WATCH_MS)
      const idle = loadOf(relay)
      const nodes = await told(zookeeper.port, 'zk_znode_count')
      await server.stop()
      const poll = await polling(connect, relay, zookeeper.pid ?? 0, say)
      return [
        figure(
          'zookeeper-load: znodes of the ensemble',
          nodes,
          '',
          null,
          `${topics} topics of ${PARTITIONS} partitions`,
        ),
        figure('zookeeper-load: start of the server to every state known', startMs / 1_000, 's', null),
        figure('zookeeper-load: reads at the start', start.reads, '', null, requests),
        figure('zookeeper-load: bytes at the start', start.bytes / 1e6, 'MB', null),
        figure('zookeeper-load: watches ZooKeeper holds for us', watches, '', null, 'a recursive one counts twice'),
        figure('zookeeper-load: reads/s while nothing changes', (idle.reads / WATCH_MS) * 1_000, '/s', 0.1),
        figure('zookeeper-load: pings and words/s', ((idle.pings + idle.words) / WATCH_MS) * 1_000, '/s', null),
        figure('zookeeper-load: bytes/s while nothing changes', (idle.bytes / WATCH_MS) * 1_000, 'B/s', null),
        figure('zookeeper-load: CPU of ZooKeeper while followed', cpuPercent, '%', null, 'brokers’ own included'),
        ...poll.lines,
        figure(
          'zookeeper-load: reads, polling : following',
          poll.load.reads / Math.max(1, idle.reads),
          '×',
          null,
          `${idle.reads} while following`,
        ),
        figure('zookeeper-load: bytes, polling : following', poll.load.bytes / Math.max(1, idle.bytes), '×', null),
      ]
    } finally {
      await server.stop()
    }
  } finally {
    await relay.stop()
    await cluster.stop()
  }
}

async function seed(cluster: Cluster, topics: number, say: (line: string) => void): Promise<void> {
  const names = Array.from({ length: topics }, (_, index) => ({ name: `topic-${index}`, partitions: PARTITIONS }))
  for (let at = 0; at < names.length; at += 10) await createTopics(cluster, names.slice(at, at + 10))
  say(`created ${topics} topics of ${PARTITIONS} partitions`)
}

async function untilAllStates(url: string, partitions: number): Promise<void> {
  await until(
    'every partition state in the model',
    async () => {
      const answer = await fetch(`${url}/api/v1/clusters/default/snapshot?channels=state`)
      // The contract of the snapshot, see Snapshot.
      const { patches } = (await answer.json()) as { patches: { kind: string }[] }
      return patches.filter(({ kind }) => kind === 'partitionState').length >= partitions
    },
    120_000,
  )
}

async function polling(
  connect: string,
  relay: CountingRelay,
  zookeeperPid: number,
  say: (line: string) => void,
): Promise<{ load: Load; lines: string[] }> {
  say(`reading the same tree every 10 s for ${WATCH_MS / 1_000} s`)
  relay.reset()
  const script = fileURLToPath(new URL('./zookeeper-poll.ts', import.meta.url))
  const args = ['--import', 'tsx', script, connect, '/', String(WATCH_MS / 1_000)]
  const [{ stdout }, { cpuPercent }] = await Promise.all([
    promisify(execFile)(process.execPath, args),
    processCost(zookeeperPid, WATCH_MS),
  ])
  const printed = JSON.parse(stdout) as { rounds: number; nodes: number; roundMs: number; cpuMs: number } // what it prints
  const load = loadOf(relay)
  return {
    load,
    lines: [
      figure('polling every 10 s: reads/s', (load.reads / WATCH_MS) * 1_000, '/s', null, `${printed.nodes} nodes`),
      figure('polling every 10 s: bytes/s', (load.bytes / WATCH_MS) * 1_000, 'B/s', null),
      figure('polling every 10 s: one round', printed.roundMs / 1_000, 's', null, `${printed.rounds} rounds`),
      figure('polling every 10 s: CPU of the client', printed.cpuMs / (WATCH_MS / 100), '%', null),
      figure('polling every 10 s: CPU of ZooKeeper', cpuPercent, '%', null, 'brokers’ own included'),
    ],
  }
}

function loadOf({ counts }: CountingRelay): Load {
  const of = (name: string) => counts.requests.get(name) ?? 0
  return {
    reads: READS.reduce((sum, name) => sum + of(name), 0),
    pings: of('ping'),
    words: of('srvr') + of('mntr'),
    bytes: counts.bytesIn + counts.bytesOut,
  }
}

/** One number of what a ZooKeeper server says to `mntr`. */
async function told(port: number, name: string): Promise<number> {
  const answer = await fourLetterWord(port, 'mntr')
  const value = new RegExp(`^${name}\\s+(\\d+)`, 'm').exec(answer ?? '')?.[1]
  if (value === undefined) throw new Error(`ZooKeeper does not tell ${name}`)
  return Number(value)
}
